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

    /// <param name="stopping">The server takes its leave: what is being said is still said.</param>
    /// <param name="cancellation">The client is gone.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var expiry = new CancellationTokenSource(session.Options.LongestSession, time);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(stopping, expiry.Token);
        await using var finish = leave.Token.Register(session.Finish);
        session.Greet();
        var talking = session.RunAsync(end.Token);
        var sending = session.Outbox.SendAsync(socket, end.Token);
        var reading = ReadAsync(end.Token);
        var first = await Task.WhenAny(talking, sending, reading).ConfigureAwait(false);
        var (status, reason) = await WhyAsync(first, expiry.IsCancellationRequested, stopping.IsCancellationRequested).ConfigureAwait(false);
        session.Outbox.Complete();
        if (first != sending && socket.State is WebSocketState.Open)
        {
            await Task.WhenAny(sending, Task.Delay(Farewell, time, CancellationToken.None)).ConfigureAwait(false);
        }

        await CloseAsync(status, reason, sending.IsCompletedSuccessfully).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(Quietly(talking), Quietly(sending), Quietly(reading)).ConfigureAwait(false);
    }

    private async Task<(WebSocketCloseStatus Status, string Reason)> WhyAsync(Task first, bool expired, bool stopping)
    {
        try
        {
            await first.ConfigureAwait(false);
            return expired ? (WebSocketCloseStatus.NormalClosure, "The session has lasted as long as it may.")
                : stopping ? (WebSocketCloseStatus.EndpointUnavailable, "The server is stopping.")
                : (WebSocketCloseStatus.NormalClosure, "Good bye.");
        }
        catch (MessageTooLongException e)
        {
            return (WebSocketCloseStatus.MessageTooBig, e.Message);
        }
        catch (Exception e) when (IsBehind(e))
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

    private static bool IsBehind(Exception e) => e is ClientBehindException || (e.InnerException is { } inner && IsBehind(inner));

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

    private async Task CloseAsync(WebSocketCloseStatus status, string reason, bool politely)
    {
        if (!politely || socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            socket.Abort();
            return;
        }

        using var patience = new CancellationTokenSource(Farewell, time);
        try
        {
            await socket.CloseOutputAsync(status, reason, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            socket.Abort(); // It left first.
        }
    }

    /// <summary>Why it ended is known by now.</summary>
    private static Task Quietly(Task task) => task.ContinueWith(t => _ = t.Exception, TaskScheduler.Default);
}
