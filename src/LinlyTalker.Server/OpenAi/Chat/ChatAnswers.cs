using System.Text.Json.Serialization;

namespace LinlyTalker.Server.OpenAi.Chat;

/// <summary>Where an answer comes from: an extension of ours.</summary>
internal sealed record ChatSource(string File, string Heading);

/// <summary>A token is a word, a number, a mark, or a character of a script without spaces.</summary>
internal sealed record ChatUsage(int PromptTokens, int CompletionTokens, int TotalTokens);

/// <summary>A whole reply.</summary>
internal sealed record ChatCompletion(
    string Id, string Object, long Created, string Model, IReadOnlyList<ChatChoice> Choices, ChatUsage Usage);

/// <param name="FinishReason"><c>stop</c>, or <c>length</c> when it was cut.</param>
internal sealed record ChatChoice(int Index, ChatReplyMessage Message, string FinishReason);

/// <param name="Sources">Extension: each once, in the order of the text.</param>
internal sealed record ChatReplyMessage(
    string Role,
    string Content,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Refusal,
    IReadOnlyList<ChatSource> Sources);

/// <summary>A part of a reply that streams.</summary>
internal sealed record ChatChunk(
    string Id, string Object, long Created, string Model, IReadOnlyList<ChatChunkChoice> Choices, ChatUsage? Usage = null);

internal sealed record ChatChunkChoice(
    int Index,
    ChatDelta Delta,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? FinishReason);

/// <param name="Sources">Extension; with the last chunk.</param>
internal sealed record ChatDelta(string? Role = null, string? Content = null, IReadOnlyList<ChatSource>? Sources = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatCompletion))]
[JsonSerializable(typeof(ChatChunk))]
internal sealed partial class ChatJson : JsonSerializerContext;
