using System.Net.WebSockets;
using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Bodies;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Settings;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Realtime;

/// <summary>
/// What a client sends, event by event in its order. What is wrong is told in an <c>error</c> event, and the session goes on.
/// </summary>
internal sealed class ClientCommands(LiveSession session, IEngines engines, ILogger log)
{
    private const int LongestEventId = 512;

    private readonly SoundCommands sound = new(session);
    private readonly ItemCommands items = new(session);
    private readonly SettingCommands settings = new(session, engines);
    private readonly ResponseCommands responses = new(session);
    private readonly PictureCommands pictures = new(session);

    /// <summary>Before the first event: what was settled for the session.</summary>
    /// <exception cref="WireFault">It cannot be so.</exception>
    public Task BeginAsync(Settled settled, CancellationToken cancellation) => settings.BeginAsync(settled, cancellation);

    public async Task TextAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        string? eventId = null;
        try
        {
            var (json, half) = WholeText.Of(message);
            using var document = EventCodec.Read(json);
            var fields = new Fields(document.RootElement, "");
            eventId = EventId(document.RootElement);
            if (half is { } at)
            {
                throw new WireFault("invalid_value", $"Half of a surrogate pair stands at byte {at}; cut texts between characters.");
            }

            await DoAsync(fields.Needed("type"), fields, eventId, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (IsToTell(e, cancellation))
        {
            Tell(e, eventId);
        }
    }

    public async Task BinaryAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        try
        {
            var frame = BinaryFrame.Read(message);
            await (frame.Kind switch
            {
                FrameKind.Microphone => sound.AppendAsync(frame.Payload, cancellation),
                FrameKind.Camera => pictures.LookAsync(frame.Payload),
                _ => throw new WireFault("invalid_frame", $"A client sends sound ({(int)FrameKind.Microphone}) or its camera's pictures ({(int)FrameKind.Camera}); {frame.Kind} comes from the server."),
            }).ConfigureAwait(false);
        }
        catch (Exception e) when (IsToTell(e, cancellation))
        {
            Tell(e, null);
        }
    }

    private async Task DoAsync(string type, Fields fields, string? eventId, CancellationToken cancellation)
    {
        switch (type)
        {
            case "session.update" or "transcription_session.update":
                await settings.UpdateAsync(fields, cancellation).ConfigureAwait(false);
                break;
            case "input_audio_buffer.append":
                await sound.AppendAsync(fields, cancellation).ConfigureAwait(false);
                break;
            case "input_audio_buffer.commit":
                await sound.CommitAsync(cancellation).ConfigureAwait(false);
                break;
            case "input_audio_buffer.clear":
                await sound.ClearAsync(cancellation).ConfigureAwait(false);
                break;
            case "conversation.item.create":
                items.Create(fields, cancellation);
                break;
            case "conversation.item.retrieve":
                items.Retrieve(fields);
                break;
            case "conversation.item.truncate":
                items.Truncate(fields);
                break;
            case "conversation.item.delete":
                items.Delete(fields);
                break;
            case "response.create":
                responses.Create(fields, eventId);
                break;
            case "response.cancel":
                responses.Cancel(fields);
                break;
            case "output_audio_buffer.clear":
                responses.Clear();
                break;
            case "avatar.played":
                responses.Played(fields);
                break;
            case "avatar.video.key":
                pictures.RequestKeyFrame();
                break;
            case "avatar.camera.frame":
                pictures.Look(fields);
                break;
            default:
                throw new WireFault("unknown_event", $"There is no client event '{Short(type)}'.", "type");
        }
    }

    private static string Short(string text) => text.Length <= 64 ? text : $"{text[..64]}…";

    private static string? EventId(JsonElement root) =>
        root.TryGetProperty("event_id", out var id) && id.ValueKind is JsonValueKind.String && id.GetRawText().Length <= LongestEventId
            ? new Fields(root, "").Text("event_id")
            : null;

    /// <summary>The session goes on after anything but its end.</summary>
    private static bool IsToTell(Exception exception, CancellationToken cancellation) =>
        exception is not WebSocketException && !(exception is OperationCanceledException && cancellation.IsCancellationRequested);

    private void Tell(Exception exception, string? eventId)
    {
        var body = exception switch
        {
            WireFault fault => fault.Body(eventId),
            LinlyException e => new("server_error", "unavailable", Errors.ClientSentence.Unavailable(e), null, eventId),
            _ => new ErrorBody("server_error", "internal", "Something went wrong in the server; its log says what.", null, eventId),
        };
        if (exception is not WireFault)
        {
            Errors.Fault.Tell(log, "A client's event failed", exception);
        }

        lock (session.Gate)
        {
            session.Wire.Tell(new ErrorEvent(body));
        }
    }
}
