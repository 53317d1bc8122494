using System.Text.Json.Serialization;

namespace LinlyTalker.Server.Realtime.Protocol;

/// <summary>A line of the conversation, as it is told.</summary>
internal sealed record ItemBody(string Id, string Status, string Role, IReadOnlyList<PartBody> Content)
{
    public string Object => "realtime.item";

    public string Type => "message";
}

/// <summary>What a line holds: text, or sound with its transcript. Sound itself is not kept.</summary>
internal sealed record PartBody(string Type)
{
    public string? Text { get; init; }

    public string? Transcript { get; init; }
}

internal sealed record ResponseBody(string Id, string Status, IReadOnlyList<ItemBody> Output)
{
    public string Object => "realtime.response";

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public StatusDetails? StatusDetails { get; init; }

    public string? ConversationId { get; init; }

    /// <summary>The present name.</summary>
    public IReadOnlyList<string>? OutputModalities { get; init; }

    /// <summary>The first version's name.</summary>
    public IReadOnlyList<string>? Modalities { get; init; }

    public OutputSound? Audio { get; init; }

    public string? Voice { get; init; }

    public string? OutputAudioFormat { get; init; }

    public string MaxOutputTokens => "inf";

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public Usage? Usage { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

internal sealed record OutputSound(OutputBody Output);

/// <param name="Type"><c>cancelled</c> or <c>failed</c>.</param>
internal sealed record StatusDetails(string Type)
{
    /// <summary><c>turn_detected</c> or <c>client_cancelled</c>.</summary>
    public string? Reason { get; init; }

    public FailureBody? Error { get; init; }
}

internal sealed record FailureBody(string Type, string Code, string Message);

/// <summary>
/// Text counts words (of Chinese and Japanese, characters); heard sound counts tenths of a second, spoken sound
/// twentieths.
/// </summary>
internal sealed record Usage(int TotalTokens, int InputTokens, int OutputTokens, InputTokens InputTokenDetails, OutputTokens OutputTokenDetails);

internal sealed record InputTokens(int TextTokens, int AudioTokens)
{
    public int CachedTokens => 0;

    public CachedTokens CachedTokensDetails { get; } = new(0, 0);
}

internal sealed record CachedTokens(int TextTokens, int AudioTokens);

internal sealed record OutputTokens(int TextTokens, int AudioTokens);
