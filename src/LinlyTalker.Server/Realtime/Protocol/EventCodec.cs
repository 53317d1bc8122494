using System.Text.Json;
using System.Text.Json.Serialization;

namespace LinlyTalker.Server.Realtime.Protocol;

/// <summary>Events as the bytes of a text message.</summary>
internal static class EventCodec
{
    private const int Deepest = 32;

    /// <returns>Null: a client of that dialect is not told this.</returns>
    public static byte[]? Write(ServerEvent item, Dialect dialect) => item.Type.In(dialect) is { } name
        ? JsonSerializer.SerializeToUtf8Bytes(item with { Type = name }, RealtimeJson.Default.GetTypeInfo(item.GetType())!)
        : null;

    /// <exception cref="WireFault">It is no JSON.</exception>
    public static JsonDocument Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            return JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = Deepest });
        }
        catch (JsonException e)
        {
            throw new WireFault(
                "invalid_json", $"The message is not JSON, or nested deeper than {Deepest}: line {e.LineNumber}, byte {e.BytePositionInLine}.");
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlainEvent))]
[JsonSerializable(typeof(SessionEvent))]
[JsonSerializable(typeof(ErrorEvent))]
[JsonSerializable(typeof(SpeechStarted))]
[JsonSerializable(typeof(SpeechStopped))]
[JsonSerializable(typeof(Committed))]
[JsonSerializable(typeof(TimeoutTriggered))]
[JsonSerializable(typeof(ItemEvent))]
[JsonSerializable(typeof(ItemRetrieved))]
[JsonSerializable(typeof(ItemDeleted))]
[JsonSerializable(typeof(ItemTruncated))]
[JsonSerializable(typeof(TranscriptionDelta))]
[JsonSerializable(typeof(TranscriptionCompleted))]
[JsonSerializable(typeof(TranscriptionFailed))]
[JsonSerializable(typeof(ResponseEvent))]
[JsonSerializable(typeof(OutputItemEvent))]
[JsonSerializable(typeof(PartEvent))]
[JsonSerializable(typeof(DeltaEvent))]
[JsonSerializable(typeof(DoneEvent))]
[JsonSerializable(typeof(RateLimitsUpdated))]
[JsonSerializable(typeof(AvatarState))]
[JsonSerializable(typeof(AvatarMotion))]
[JsonSerializable(typeof(AvatarCaption))]
[JsonSerializable(typeof(AvatarSources))]
[JsonSerializable(typeof(AvatarStage))]
[JsonSerializable(typeof(AvatarEmotion))]
[JsonSerializable(typeof(AvatarDegraded))]
[JsonSerializable(typeof(AvatarConfirm))]
[JsonSerializable(typeof(AvatarEchoIgnored))]
[JsonSerializable(typeof(AvatarHearing))]
[JsonSerializable(typeof(AvatarPaused))]
[JsonSerializable(typeof(AvatarResumed))]
[JsonSerializable(typeof(AvatarInterrupted))]
[JsonSerializable(typeof(AvatarVideoStarted))]
[JsonSerializable(typeof(AvatarVideoUnit))]
internal sealed partial class RealtimeJson : JsonSerializerContext;
