using System.Net.WebSockets;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Health;
using LinlyTalker.Server.Realtime.Sending;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Realtime;

/// <summary>One client's socket and its session: read, talk and send until one of them ends.</summary>
internal sealed class Connection(
    WebSocket socket, LiveSession session, ClientCommands commands, ServerMeter meter, ILogger log, TimeProvider time)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(250);

    /// <param name="stopping">The server takes its leave: what is being said is still said.</param>
    /// <param name="cancellation">The client is gone.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        using var expiry = new CancellationTokenSource(session.Options.LongestSession, time);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(stopping, expiry.Token);
        await using var finish = leave.Token.Register(session.Finish);
        session.Greet();
        var talking = session.RunAsync(silence.Token);
        var sending = session.Outbox.SendAsync(socket, end.Token);
        var reading = ReadAsync(end.Token);
        var first = await Task.WhenAny(talking, sending, reading).ConfigureAwait(false);
        var (status, reason) = await WhyAsync(first, expiry.IsCancellationRequested, stopping.IsCancellationRequested).ConfigureAwait(false);
        if (first == reading)
        {
            await silence.CancelAsync().ConfigureAwait(false); // Nobody listens any more.
            session.Outbox.Discard();
        }
        else
        {
            session.Outbox.Complete();
        }

        await CloseAsync(status, reason, sending, reading).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(Quietly(talking), Quietly(sending), Quietly(reading)).ConfigureAwait(false);
    }

    private async Task<(WebSocketCloseStatus Status, string Reason)> WhyAsync(Task first, bool expired, bool stopping)
    {
        try
        {
            await first.ConfigureAwait(false);
            return socket.CloseStatus is { } asked ? (asked is WebSocketCloseStatus.Empty ? WebSocketCloseStatus.NormalClosure : asked, "")
                : expired ? (WebSocketCloseStatus.NormalClosure, "The session has lasted as long as it may.")
                : stopping ? (WebSocketCloseStatus.EndpointUnavailable, "The server is stopping.")
                : (WebSocketCloseStatus.NormalClosure, "Good bye.");
        }
        catch (MessageTooLongException e)
        {
            return (WebSocketCloseStatus.MessageTooBig, e.Message);
        }
        catch (ClientBehindException)
        {
            log.LogInformation("A live session ended: its client did not read.");
            return (WebSocketCloseStatus.PolicyViolation, "The client does not read what it is sent.");
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            return (WebSocketCloseStatus.NormalClosure, "");
        }
        catch (Exception e)
        {
            Fault.Tell(log, "A live session failed", e);
            return (WebSocketCloseStatus.InternalServerError, "Something went wrong in the server; its log says what.");
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var reader = new MessageReader(socket, session.Options.LongestMessage);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false) is { } message)
        {
            meter.Receive(message.Content.Length);
            await (message.IsText
                ? commands.TextAsync(message.Content, cancellation)
                : commands.BinaryAsync(message.Content, cancellation)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The closing handshake (RFC 6455, 7.1): what is being sent ends first, then our side closes, then the client's. What it
    /// still sends is read, since a socket that is closed with something unread resets, and the client never sees why.
    /// </summary>
    private async Task CloseAsync(WebSocketCloseStatus status, string reason, Task sending, Task reading)
    {
        using var patience = new CancellationTokenSource(Farewell, time);
        try
        {
            await Quietly(sending).WaitAsync(patience.Token).ConfigureAwait(false);
            if (!sending.IsCompletedSuccessfully)
            {
                socket.Abort();
                return;
            }

            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(status, reason, patience.Token).ConfigureAwait(false);
            }

            await Quietly(reading).WaitAsync(patience.Token).ConfigureAwait(false);
            if (socket.State is WebSocketState.Aborted)
            {
                await Task.Delay(Linger, time, patience.Token).ConfigureAwait(false); // The socket has told a fault of protocol by itself.
            }

            var rest = new byte[4096];
            while (socket.State is WebSocketState.CloseSent)
            {
                await socket.ReceiveAsync(rest.AsMemory(), patience.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            socket.Abort(); // It left first, or does not answer.
        }
    }

    /// <summary>Why it ended is known by now.</summary>
    private static Task Quietly(Task task) => task.ContinueWith(t => _ = t.Exception, TaskScheduler.Default);
}
