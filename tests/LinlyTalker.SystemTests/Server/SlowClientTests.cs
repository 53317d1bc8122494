using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Limits;
using LinlyTalker.Server.Security.Tls;
using LinlyTalker.Tests.Server;

namespace LinlyTalker.SystemTests.Server;

/// <summary>Who sends so slowly that only a place is held is let go; who is silent in a conversation is not.</summary>
public class SlowClientTests
{
    private const int Patience = 90_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Patience)]
    [InlineData("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")]
    [InlineData("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{")]
    public async Task A_request_that_never_becomes_whole_is_let_go_and_others_are_served_meanwhile(string beginning)
    {
        await using var served = await ServedTest.StartAsync(options: Options());
        using var slow = new TcpClient();
        await slow.ConnectAsync(served.Address.Host, served.Address.Port, Token);
        var stream = slow.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), Token);
        var ended = ReadToEndAsync(stream);
        while (!ended.IsCompleted)
        {
            Assert.Equal(HttpStatusCode.OK, (await served.Client.GetAsync("/health", Token)).StatusCode);
            try
            {
                await stream.WriteAsync("a"u8.ToArray(), Token);
            }
            catch (IOException)
            {
                break; // It was let go.
            }

            await Task.WhenAny(ended, Task.Delay(500, Token));
        }

        Assert.Matches("^(HTTP/1.1 (408|400) .*)?$", (await ended).Split('\r')[0]);
    }

    [Fact(Timeout = Patience)]
    public async Task A_conversation_over_HTTP_2_may_be_silent_for_longer_than_a_body_may_be_slow()
    {
        var folder = Directory.CreateTempSubdirectory("linly-");
        try
        {
            var tls = SelfSigned.Ensure(folder.FullName, ["localhost"], [IPAddress.Loopback], TimeProvider.System).Files;
            await using var served = await ServedTest.StartAsync(options: Options() with { Tls = tls });
            using var handler = new SocketsHttpHandler();
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
            using var invoker = new HttpMessageInvoker(handler);
            using var socket = new ClientWebSocket();
            socket.Options.HttpVersion = HttpVersion.Version20;
            socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
            await socket.ConnectAsync(new Uri($"wss://{served.Address.Authority}/v1/realtime"), invoker, Token);
            Assert.Contains("session.created", await ReadAsync(socket), StringComparison.Ordinal);
            await Task.Delay(TimeSpan.FromSeconds(20), Token);
            await socket.SendAsync("""{"type": "nothing"}"""u8.ToArray(), WebSocketMessageType.Text, true, Token);
            Assert.Contains("unknown_event", await ReadAsync(socket), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ServerOptions Options() => new()
    {
        Port = 0, Drain = TimeSpan.FromSeconds(1), Limits = new ServerLimits { Headers = TimeSpan.FromSeconds(3) },
    };

    private static async Task<string> ReadToEndAsync(NetworkStream stream)
    {
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, Token);
        }
        catch (IOException)
        {
            // Reset is an end too.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }

    private static async Task<string> ReadAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 << 10];
        var got = await socket.ReceiveAsync(buffer, Token);
        return Encoding.UTF8.GetString(buffer, 0, got.Count);
    }
}
