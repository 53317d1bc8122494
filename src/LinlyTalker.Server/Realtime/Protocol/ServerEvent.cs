using System.Text.Json.Serialization;

namespace LinlyTalker.Server.Realtime.Protocol;

/// <summary>
/// What the server tells a client. One record for each shape; <see cref="Type"/> is the present name, and the codec writes
/// the one that the client knows.
/// </summary>
internal abstract record ServerEvent([property: JsonPropertyOrder(-2)] string Type)
{
    [JsonPropertyOrder(-1)]
    public string EventId { get; init; } = Ids.New("event");
}

/// <summary>Nothing but its name.</summary>
internal sealed record PlainEvent(string Type) : ServerEvent(Type);

internal sealed record SessionEvent(string Type, SessionBody Session) : ServerEvent(Type);

internal sealed record ErrorEvent(ErrorBody Error) : ServerEvent("error");

/// <param name="EventId">Of the client's event that it is about.</param>
internal sealed record ErrorBody(
    string Type,
    string Code,
    string Message,
    [property: JsonPropertyName("param"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Parameter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? EventId);

internal sealed record SpeechStarted(long AudioStartMs, string ItemId) : ServerEvent("input_audio_buffer.speech_started");

internal sealed record SpeechStopped(long AudioEndMs, string ItemId) : ServerEvent("input_audio_buffer.speech_stopped");

internal sealed record Committed(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? PreviousItemId, string ItemId)
    : ServerEvent("input_audio_buffer.committed");

internal sealed record TimeoutTriggered(long AudioStartMs, long AudioEndMs, string ItemId)
    : ServerEvent("input_audio_buffer.timeout_triggered");

internal sealed record ItemEvent(
    string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? PreviousItemId,
    ItemBody Item) : ServerEvent(Type);

internal sealed record ItemRetrieved(ItemBody Item) : ServerEvent("conversation.item.retrieved");

internal sealed record ItemDeleted(string ItemId) : ServerEvent("conversation.item.deleted");

internal sealed record ItemTruncated(string ItemId, int ContentIndex, long AudioEndMs) : ServerEvent("conversation.item.truncated");

internal sealed record TranscriptionDelta(string ItemId, int ContentIndex, string Delta)
    : ServerEvent("conversation.item.input_audio_transcription.delta");

internal sealed record TranscriptionCompleted(string ItemId, int ContentIndex, string Transcript, TranscriptionUsage Usage)
    : ServerEvent("conversation.item.input_audio_transcription.completed");

internal sealed record TranscriptionFailed(string ItemId, int ContentIndex, ErrorBody Error)
    : ServerEvent("conversation.item.input_audio_transcription.failed");

/// <param name="Seconds">Whole: a stock client reads nothing else.</param>
internal sealed record TranscriptionUsage(string Type, int Seconds);

internal sealed record ResponseEvent(string Type, ResponseBody Response) : ServerEvent(Type);

internal sealed record OutputItemEvent(string Type, string ResponseId, int OutputIndex, ItemBody Item) : ServerEvent(Type);

internal sealed record PartEvent(string Type, string ResponseId, string ItemId, int OutputIndex, int ContentIndex, PartBody Part)
    : ServerEvent(Type);

internal sealed record DeltaEvent(string Type, string ResponseId, string ItemId, int OutputIndex, int ContentIndex, string Delta)
    : ServerEvent(Type);

/// <summary>The end of a text, a transcript, or of sound without either.</summary>
internal sealed record DoneEvent(string Type, string ResponseId, string ItemId, int OutputIndex, int ContentIndex) : ServerEvent(Type)
{
    public string? Text { get; init; }

    public string? Transcript { get; init; }
}

internal sealed record RateLimitsUpdated(IReadOnlyList<RateLimit> RateLimits) : ServerEvent("rate_limits.updated");

internal sealed record RateLimit(string Name, int Limit, int Remaining, double ResetSeconds);
