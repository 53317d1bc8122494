using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace LinlyTalker.SystemTests.Server.Realtime;

/// <summary>A client whose system keeps next to nothing for it: what it does not read, the server cannot send.</summary>
internal sealed class NarrowClient : IDisposable
{
    private const int ReceiveBytes = 32 << 10;

    private readonly ClientWebSocket socket = new();
    private readonly SocketsHttpHandler handler = new() { ConnectCallback = ConnectAsync };
    private readonly byte[] buffer = new byte[1 << 20];

    public static async Task<NarrowClient> ConnectAsync(Uri server, CancellationToken cancellation)
    {
        var client = new NarrowClient();
        using var invoker = new HttpMessageInvoker(client.handler, disposeHandler: false);
        await client.socket.ConnectAsync(new Uri($"ws://{server.Authority}/v1/realtime"), invoker, cancellation);
        return client;
    }

    public Task SendAsync(string json, CancellationToken cancellation) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, cancellation);

    public async Task AskAsync(string text, CancellationToken cancellation)
    {
        var item = new JsonObject
        {
            ["type"] = "message", ["role"] = "user", ["content"] = new JsonArray(new JsonObject { ["type"] = "input_text", ["text"] = text }),
        };
        await SendAsync(new JsonObject { ["type"] = "conversation.item.create", ["item"] = item }.ToJsonString(), cancellation);
        await SendAsync("""{"type":"response.create"}""", cancellation);
    }

    /// <returns>Null at the end, in order or not.</returns>
    public async Task<JsonObject?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            for (var length = 0; ;)
            {
                var frame = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
                length += frame.Count;
                if (frame.MessageType is WebSocketMessageType.Close)
                {
                    return null;
                }

                if (frame.EndOfMessage)
                {
                    return JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject();
                }
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    public async Task<List<JsonObject>> ReadUntilAsync(Func<JsonObject, bool> isLast, CancellationToken cancellation)
    {
        var events = new List<JsonObject>();
        do
        {
            events.Add(await ReadAsync(cancellation) ?? throw new InvalidOperationException($"The server left after {events.LastOrDefault()?["type"]}."));
        }
        while (!isLast(events[^1]));

        return events;
    }

    public void Dispose()
    {
        socket.Dispose();
        handler.Dispose();
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        // Before it connects: the window is agreed then.
        var narrow = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = ReceiveBytes };
        await narrow.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(narrow, ownsSocket: true);
    }
}
