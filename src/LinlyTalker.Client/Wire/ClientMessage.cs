using System.Text.Json.Serialization;

namespace LinlyTalker.Client.Wire;

/// <summary>An event of the client; what is null is left out.</summary>
internal sealed record ClientMessage(string Type)
{
    public string? Audio { get; init; }

    public string? ItemId { get; init; }

    public int? ContentIndex { get; init; }

    public long? AudioEndMs { get; init; }

    public string? ResponseId { get; init; }

    public SessionField? Session { get; init; }

    public ItemField? Item { get; init; }

    internal sealed record SessionField
    {
        public string Type => "realtime";

        public string? Instructions { get; init; }

        public IReadOnlyList<string>? OutputModalities { get; init; }

        public AudioField? Audio { get; init; }

        /// <summary>Ours; another server passes it over.</summary>
        public AvatarField? Avatar { get; init; }
    }

    internal sealed record AvatarField(string Mode, string? Id, int? Size, int? Fps, bool Binary, bool Resumes);

    internal sealed record AudioField(InputField Input, OutputField Output);

    internal sealed record InputField(FormatField Format, TranscriptionField? Transcription, TurnField TurnDetection);

    internal sealed record OutputField(FormatField Format, string? Voice);

    internal sealed record FormatField(string Type, int Rate);

    internal sealed record TranscriptionField(string? Language);

    internal sealed record TurnField(string Type, bool CreateResponse, int? SilenceDurationMs);

    internal sealed record ItemField(string Type, string Role, IReadOnlyList<ContentField> Content);

    internal sealed record ContentField(string Type, string Text);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClientMessage))]
internal sealed partial class ClientJson : JsonSerializerContext;
