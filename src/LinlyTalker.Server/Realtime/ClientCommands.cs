using System.Text.Json;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Settings;

namespace LinlyTalker.Server.Realtime;

/// <summary>
/// What a client sends, event by event in its order. What is wrong is told in an <c>error</c> event, and the session goes on.
/// </summary>
internal sealed class ClientCommands(LiveSession session, IEngines engines)
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
            using var document = EventCodec.Read(message);
            var fields = new Fields(document.RootElement, "");
            eventId = EventId(document.RootElement);
            await DoAsync(fields.Needed("type"), fields, eventId, cancellation).ConfigureAwait(false);
        }
        catch (WireFault fault)
        {
            TellFault(fault, eventId);
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
        catch (WireFault fault)
        {
            TellFault(fault, null);
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

    private void TellFault(WireFault fault, string? eventId)
    {
        lock (session.Gate)
        {
            session.Wire.TellFault(fault, eventId);
        }
    }
}
