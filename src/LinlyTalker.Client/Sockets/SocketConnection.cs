using System.Net.WebSockets;
using LinlyTalker.Client.Sessions;

namespace LinlyTalker.Client.Sockets;

/// <summary>One web socket: whole messages in and out. One reader; writers wait for each other.</summary>
internal sealed class SocketConnection : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim writing = new(1);
    private readonly int longest;
    private byte[] message = new byte[64 << 10];

    private SocketConnection(int longest) => this.longest = longest;

    /// <exception cref="RealtimeException">Nobody is there, or the server refuses.</exception>
    public static async Task<SocketConnection> OpenAsync(Uri address, string? key, int longest, CancellationToken cancellation)
    {
        var connection = new SocketConnection(longest);
        if (key is not null)
        {
            connection.socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        }

        connection.socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await connection.socket.ConnectAsync(address, cancellation).ConfigureAwait(false);
            return connection;
        }
        catch (WebSocketException e)
        {
            var status = (int)connection.socket.HttpStatusCode;
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new RealtimeException(status is 401 or 403
                ? $"The server at {address} refuses with {status}; give a key that linly keys add made there."
                : $"There is no realtime session to be had at {address}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    public Task SendTextAsync(ReadOnlyMemory<byte> json, CancellationToken cancellation) =>
        SendAsync(json, WebSocketMessageType.Text, cancellation);

    public Task SendBinaryAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation) =>
        SendAsync(frame, WebSocketMessageType.Binary, cancellation);

    /// <returns>Null when the server closed in order. The bytes hold until the next call.</returns>
    /// <exception cref="RealtimeException">The connection broke, or a message is too long.</exception>
    public async ValueTask<(ReadOnlyMemory<byte> Bytes, bool IsText)?> ReceiveAsync(CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(message.AsMemory(length), cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is WebSocketException or ObjectDisposedException)
            {
                throw new RealtimeException($"The connection to the server broke: {e.Message}", e);
            }

            length += part.Count;
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return socket.CloseStatus is WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.EndpointUnavailable
                    ? null
                    : throw new RealtimeException($"The server closed the session: {socket.CloseStatusDescription} ({(int?)socket.CloseStatus})");
            }

            if (part.EndOfMessage)
            {
                return (message.AsMemory(0, length), part.MessageType is WebSocketMessageType.Text);
            }

            if (length == message.Length)
            {
                Array.Resize(ref message, length < longest ? Math.Min(2 * length, longest) : throw new RealtimeException(
                    $"The server sent a message of more than {longest} bytes."));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // It is gone already.
        }

        socket.Dispose();
        writing.Dispose();
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(bytes, type, endOfMessage: true, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            throw new RealtimeException($"The connection to the server broke: {e.Message}", e);
        }
        finally
        {
            writing.Release();
        }
    }
}
