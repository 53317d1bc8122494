using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace LinlyTalker.Tests.Server.Realtime.Hostility;

/// <summary>
/// A client that sends frames byte by byte as it likes, whether or not RFC 6455 allows them, and reads what comes.
/// </summary>
internal sealed class Guest : IDisposable
{
    private readonly TcpClient client;
    private readonly Stream stream;

    private Guest(TcpClient client) => (this.client, stream) = (client, client.GetStream());

    public static async Task<Guest> EnterAsync(Uri server)
    {
        var client = new TcpClient { ReceiveBufferSize = 8192 };
        await client.ConnectAsync(server.Host, server.Port, Cancellation);
        var guest = new Guest(client);
        await guest.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /v1/realtime?model=ada HTTP/1.1\r\nHost: {server.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await guest.stream.ReadExactlyAsync(one, Cancellation);
            head.Append((char)one[0]);
        }

        Assert.StartsWith("HTTP/1.1 101", head.ToString(), StringComparison.Ordinal);
        return guest;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task WriteAsync(ReadOnlyMemory<byte> bytes) => stream.WriteAsync(bytes, Cancellation).AsTask();

    /// <param name="head">First byte: the end of a message (0x80), and what it is (0 more, 1 text, 2 binary, 8 close, 9 ping).</param>
    /// <param name="length">As the frame says; null: as it is.</param>
    public Task FrameAsync(byte head, ReadOnlySpan<byte> payload, ulong? length = null)
    {
        var said = length ?? (ulong)payload.Length;
        using var frame = new MemoryStream();
        frame.WriteByte(head);
        if (said < 126)
        {
            frame.WriteByte((byte)(0x80 | said));
        }
        else
        {
            frame.WriteByte(0xFF);
            for (var shift = 56; shift >= 0; shift -= 8)
            {
                frame.WriteByte((byte)(said >> shift));
            }
        }

        frame.Write([0, 0, 0, 0]); // A mask of zeros masks nothing.
        frame.Write(payload);
        return WriteAsync(frame.ToArray());
    }

    public Task TextAsync(string text) => FrameAsync(0x81, Encoding.UTF8.GetBytes(text));

    public Task CloseAsync(int code) => FrameAsync(0x88, [(byte)(code >> 8), (byte)code]);

    /// <summary>The next frame that the server sends.</summary>
    public async Task<(int Kind, byte[] Payload)> ReadAsync()
    {
        var head = new byte[2];
        await stream.ReadExactlyAsync(head, Cancellation);
        var length = (int)head[1];
        if (length >= 126)
        {
            var more = new byte[length == 126 ? 2 : 8];
            await stream.ReadExactlyAsync(more, Cancellation);
            length = more.Aggregate(0, (sum, b) => (sum << 8) | b);
        }

        var payload = new byte[length];
        await stream.ReadExactlyAsync(payload, Cancellation);
        return (head[0] & 0xF, payload);
    }

    /// <summary>The next event of the type.</summary>
    public async Task<JsonNode> EventAsync(string type)
    {
        while (true)
        {
            var (kind, payload) = await ReadAsync();
            Assert.NotEqual(8, kind);
            if (kind == 1 && JsonNode.Parse(payload)! is var item && (string)item["type"]! == type)
            {
                return item;
            }
        }
    }

    /// <summary>Reads up to the server's close.</summary>
    public async Task<WebSocketCloseStatus> ClosedAsync()
    {
        while (true)
        {
            var (kind, payload) = await ReadAsync();
            if (kind == 8)
            {
                return (WebSocketCloseStatus)((payload[0] << 8) | payload[1]);
            }
        }
    }

    /// <summary>Whether the server has ended the connection, whatever it still sent.</summary>
    public async Task EndedAsync()
    {
        var rest = new byte[8192];
        try
        {
            while (await stream.ReadAsync(rest, Cancellation) > 0)
            {
                // What was on its way.
            }
        }
        catch (IOException)
        {
            // Reset: ended as well.
        }
    }

    public void Dispose() => client.Dispose();
}
