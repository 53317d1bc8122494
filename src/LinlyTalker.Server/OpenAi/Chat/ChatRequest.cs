using System.Text.Json;

namespace LinlyTalker.Server.OpenAi.Chat;

/// <summary>
/// The body of a question. Fields of OpenAI that are not here (temperature, seed, …) are accepted and change nothing:
/// they tune a sampling that a companion may not have.
/// </summary>
internal sealed record ChatRequest
{
    /// <summary>A companion; an OpenAI name or none: the default one.</summary>
    public string? Model { get; init; }

    /// <summary>Oldest first; the last is the user's.</summary>
    public IReadOnlyList<ChatMessage?>? Messages { get; init; }

    public bool? Stream { get; init; }

    public ChatStreamOptions? StreamOptions { get; init; }

    /// <summary>Up to four; the reply ends before the first that it would hold.</summary>
    public StringOrStrings? Stop { get; init; }

    public int? MaxTokens { get; init; }

    /// <summary>The newer name of <c>max_tokens</c>.</summary>
    public int? MaxCompletionTokens { get; init; }

    /// <summary>Only 1.</summary>
    public int? N { get; init; }

    /// <summary>Whose memory is meant, among the users of the caller.</summary>
    public string? User { get; init; }

    /// <summary>Refused.</summary>
    public JsonElement? Tools { get; init; }

    /// <summary>Refused.</summary>
    public JsonElement? Functions { get; init; }

    /// <summary>Only text.</summary>
    public ChatResponseFormat? ResponseFormat { get; init; }

    /// <summary>Only text; speech is at <c>/v1/audio/speech</c>.</summary>
    public IReadOnlyList<string?>? Modalities { get; init; }

    /// <summary>Refused.</summary>
    public bool? Logprobs { get; init; }
}

/// <param name="Role"><c>system</c>, <c>developer</c>, <c>user</c> or <c>assistant</c>.</param>
internal sealed record ChatMessage(string? Role, TextOrParts? Content);

/// <param name="IncludeUsage">A last chunk without choices tells the usage.</param>
internal sealed record ChatStreamOptions(bool? IncludeUsage);

internal sealed record ChatResponseFormat(string? Type);
