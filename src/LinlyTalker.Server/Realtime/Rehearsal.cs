using System.Net.WebSockets;
using System.Text;
using LinlyTalker.Core.Flow;
using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Health;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Realtime.Picture;
using LinlyTalker.Server.Realtime.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace LinlyTalker.Server.Realtime;

/// <summary>
/// A conversation with nobody: what is done once, such as compiling the code of a reply, is done before the first client
/// waits for it. It is counted nowhere.
/// </summary>
internal static class Rehearsal
{
    /// <summary>A machine that is slower than this is ready without.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>As many are drawn as it takes to compile what draws them.</summary>
    private const int Pictures = 60;

    private static readonly string[] Script =
    [
        """{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_text","text":"Hello."}]}}""",
        """{"type":"response.create"}""",
    ];

    /// <summary>One question and its answer.</summary>
    /// <param name="isDrawn">With pictures, where they can be drawn.</param>
    public static async Task RunAsync(ServerParts parts, RealtimeOptions options, bool isDrawn, CancellationToken cancellation)
    {
        using var meter = new ServerMeter(parts.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var user = new UserId("rehearsal");
        var source = new PictureSource(parts.Avatars, parts.VideoEncoder, user, NullLogger.Instance);
        isDrawn &= source.CanDraw;
        using var nobody = new Nobody(isDrawn ? Pictures : 0);
        var companion = await parts.Engines.CompanionAsync("", cancellation).ConfigureAwait(false);
        await using var session = new LiveSession(
            companion, new Caller(user, null), source, companion.Name, Dialect.General, options, parts.Time, meter, NullLogger.Instance);
        var (talking, sending) = (session.RunAsync(end.Token), session.Outbox.SendAsync(nobody, end.Token));
        var commands = new ClientCommands(session, parts.Engines, NullLogger.Instance);
        var mode = isDrawn ? "video" : "motion";
        var avatar = $$$$"""{"type":"session.update","session":{"avatar":{"mode":"{{{{mode}}}}"}}}""";
        foreach (var line in Script.Prepend(avatar))
        {
            await commands.TextAsync(Encoding.UTF8.GetBytes(line), cancellation).ConfigureAwait(false);
        }

        var enough = Task.Delay(Longest, parts.Time, end.Token);
        await Task.WhenAny(nobody.HeardAll, talking, sending, enough).WaitAsync(cancellation).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await talking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Takes everything and says nothing.</summary>
    /// <param name="pictures">How many it wants to be shown.</param>
    private sealed class Nobody(int pictures) : WebSocket
    {
        private readonly TaskCompletionSource heardAll = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int shown;
        private bool answered;

        /// <summary>Ends with the answer and its pictures.</summary>
        public Task HeardAll => heardAll.Task;

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        {
            shown += buffer.AsSpan().StartsWith("""{"type":"avatar.video.unit","""u8) ? 1 : 0;
            answered |= buffer.AsSpan().StartsWith("""{"type":"response.done","""u8);
            if ((answered && shown >= pictures) || buffer.AsSpan().StartsWith("""{"type":"error","""u8))
            {
                heardAll.TrySetResult();
            }

            return Task.CompletedTask;
        }

        public override void Abort() => heardAll.TrySetResult();

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Nobody says anything.");

        public override void Dispose() => Abort();
    }
}
