using System.Text.Json;
using LinlyTalker.Client.Events;
using LinlyTalker.Client.Sessions;

namespace LinlyTalker.Client.Wire;

/// <summary>Reads one text message of a server.</summary>
internal static class EventReader
{
    /// <param name="replies">Ids of replies by their turns.</param>
    /// <exception cref="RealtimeException">It is no event.</exception>
    public static RealtimeEvent Read(ReadOnlySpan<byte> message, IReadOnlyDictionary<int, (string Response, string Item)> replies)
    {
        try
        {
            return Of(JsonSerializer.Deserialize(message, ServerJson.Default.ServerMessage) ?? new ServerMessage(), replies);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new RealtimeException($"The server sent what is no event of a realtime session: {e.Message}", e);
        }
    }

    private static RealtimeEvent Of(ServerMessage m, IReadOnlyDictionary<int, (string Response, string Item)> replies) => m.Type switch
    {
        "session.created" => new SessionStarted(m.Session?.Id ?? ""),
        "session.updated" => new SessionChanged(),
        "input_audio_buffer.speech_started" => new SpeechStarted(Item(m), Milliseconds(m.AudioStartMs)),
        "input_audio_buffer.speech_stopped" => new SpeechStopped(Item(m), Milliseconds(m.AudioEndMs)),
        "input_audio_buffer.committed" => new SpeechCommitted(Item(m)),
        "conversation.item.input_audio_transcription.delta" => new WordsHeard(Item(m), m.Delta ?? ""),
        "conversation.item.input_audio_transcription.completed" => new UtteranceHeard(Item(m), m.Transcript ?? ""),
        "conversation.item.input_audio_transcription.failed" => new HearingFailed(Item(m), m.Error?.Message ?? ""),
        "response.created" => new ReplyBegun(m.Response?.Id ?? ""),
        "response.output_audio_transcript.delta" => new ReplyText(Response(m), Item(m), m.Delta ?? "", IsSpoken: true),
        "response.output_text.delta" => new ReplyText(Response(m), Item(m), m.Delta ?? "", IsSpoken: false),
        "response.output_audio.delta" => new ReplyAudio(Response(m), Item(m), Convert.FromBase64String(m.Delta ?? "")),
        "response.output_audio.done" => new ReplyAudioEnded(Response(m), Item(m)),
        "response.done" => new ReplyFinished(m.Response?.Id ?? "", m.Response?.Status ?? "completed", Reason(m.Response?.StatusDetails)),
        "error" => new ServerError(m.Error?.Code ?? "", m.Error?.Message ?? ""),
        _ => AvatarReader.Read(m, replies) ?? new OtherEvent(m.Type),
    };

    private static string Item(ServerMessage message) => message.ItemId ?? "";

    private static string Response(ServerMessage message) => message.ResponseId ?? "";

    private static TimeSpan Milliseconds(double? value) => TimeSpan.FromMilliseconds(value ?? 0);

    private static string? Reason(ServerMessage.StatusField? status) => status?.Error?.Message ?? status?.Reason;
}
