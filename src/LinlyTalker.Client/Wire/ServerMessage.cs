using System.Text.Json;
using System.Text.Json.Serialization;

namespace LinlyTalker.Client.Wire;

/// <summary>Every field that this client reads of any event; each event has some of them.</summary>
internal sealed record ServerMessage
{
    public string Type { get; init; } = "";

    public string? ResponseId { get; init; }

    public string? ItemId { get; init; }

    public string? Delta { get; init; }

    public string? Transcript { get; init; }

    public double? AudioStartMs { get; init; }

    public double? AudioEndMs { get; init; }

    public string? State { get; init; }

    public int Turn { get; init; }

    public string? Text { get; init; }

    public int Stable { get; init; }

    public double Confidence { get; init; }

    public string? Stage { get; init; }

    public double AfterMs { get; init; }

    public string? Of { get; init; }

    public string? Emotion { get; init; }

    public string? Organ { get; init; }

    public string? Reason { get; init; }

    public long FirstFrame { get; init; }

    public int Frames { get; init; }

    public IReadOnlyList<int>? Weights { get; init; }

    public bool Spoken { get; init; }

    public IReadOnlyList<WordField>? Words { get; init; }

    public IReadOnlyList<SourceField>? Sources { get; init; }

    public long PositionUs { get; init; }

    public bool Key { get; init; }

    public string? Unit { get; init; }

    public long? SpeechUs { get; init; }

    public string? Codec { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public int Fps { get; init; }

    public SessionField? Session { get; init; }

    public ResponseField? Response { get; init; }

    public ErrorField? Error { get; init; }

    public sealed record SessionField(string? Id);

    public sealed record ResponseField(string? Id, string? Status, StatusField? StatusDetails);

    public sealed record StatusField(string? Type, string? Reason, ErrorField? Error);

    public sealed record ErrorField(string? Code, string? Message);

    public sealed record WordField(string? Text, double StartMs, double EndMs);

    public sealed record SourceField(string? File, string? Heading);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(ServerMessage))]
internal sealed partial class ServerJson : JsonSerializerContext;
