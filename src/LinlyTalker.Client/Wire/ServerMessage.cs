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

    public SessionField? Session { get; init; }

    public ResponseField? Response { get; init; }

    public ErrorField? Error { get; init; }

    public sealed record SessionField(string? Id);

    public sealed record ResponseField(string? Id, string? Status, StatusField? StatusDetails);

    public sealed record StatusField(string? Type, string? Reason, ErrorField? Error);

    public sealed record ErrorField(string? Code, string? Message);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(ServerMessage))]
internal sealed partial class ServerJson : JsonSerializerContext;
