using System.Text.Json.Serialization;

namespace LinlyTalker.Server.Realtime.Protocol;

/// <summary>A session as it is told; one of the two shapes is filled beside what both have.</summary>
internal sealed record SessionBody(string Id, string Model)
{
    public string Object => "realtime.session";

    /// <summary><c>realtime</c> or <c>transcription</c>; the present shape.</summary>
    public string? Type { get; init; }

    public string Instructions { get; init; } = "";

    public IReadOnlyList<string>? OutputModalities { get; init; }

    public AudioBody? Audio { get; init; }

    public string? MaxOutputTokens { get; init; }

    public string? Truncation { get; init; }

    /// <summary>From here: the first version's shape.</summary>
    public IReadOnlyList<string>? Modalities { get; init; }

    public string? Voice { get; init; }

    public string? InputAudioFormat { get; init; }

    public string? OutputAudioFormat { get; init; }

    public TranscriptionBody? InputAudioTranscription { get; init; }

    public TurnBody? TurnDetection { get; init; }

    public double? Temperature { get; init; }

    public double? Speed { get; init; }

    public string? MaxResponseOutputTokens { get; init; }

    /// <summary>From here: both. No engine of ours calls a client's functions.</summary>
    public IReadOnlyList<string> Tools { get; } = [];

    public string ToolChoice => "auto";

    public long ExpiresAt { get; init; }

    public DialogueBody? Dialogue { get; init; }

    public AvatarBody? Avatar { get; init; }
}

internal sealed record DialogueBody(bool Greet, bool Confirm, bool Preempt);

internal sealed record AudioBody(InputBody Input, OutputBody Output);

internal sealed record InputBody(FormatBody Format)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public TranscriptionBody? Transcription { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? NoiseReduction => null;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public TurnBody? TurnDetection { get; init; }
}

internal sealed record OutputBody(FormatBody Format, string Voice)
{
    public double? Speed { get; init; }
}

internal sealed record FormatBody(string Type)
{
    public int? Rate { get; init; }
}

internal sealed record TranscriptionBody(string Model, string? Language);

internal sealed record TurnBody(string Type, bool CreateResponse, bool InterruptResponse)
{
    public double? Threshold { get; init; }

    public int? PrefixPaddingMs { get; init; }

    public int? SilenceDurationMs { get; init; }

    public int? IdleTimeoutMs { get; init; }

    public string? Eagerness { get; init; }
}
