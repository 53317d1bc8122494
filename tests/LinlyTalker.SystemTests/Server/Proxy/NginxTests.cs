using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Security;
using LinlyTalker.Tests.Core.Conversations;
using LinlyTalker.Tests.Server;
using LinlyTalker.Tests.Server.Security;

namespace LinlyTalker.SystemTests.Server.Proxy;

/// <summary>The documented proxy file with the real nginx.</summary>
public sealed class NginxTests : IDisposable
{
    private const int Patience = 60_000;
    private const string Question = """{"stream": true, "messages": [{"role": "user", "content": "Count."}]}""";

    private readonly TaskCompletionSource gate = new();
    private readonly FakeKeys keys = new();
    private readonly string key;
    private readonly SocketsHttpHandler handler = new();
    private readonly HttpMessageInvoker invoker;

    public NginxTests()
    {
        key = keys.Add("website").Secret;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        invoker = new HttpMessageInvoker(handler);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        invoker.Dispose();
        handler.Dispose();
    }

    [Fact(Timeout = Patience)]
    public async Task Events_leave_as_they_are_made_and_a_conversation_is_held_through_the_proxy()
    {
        await using var served = await StartAsync();
        await using var nginx = await Nginx.StartAsync(served.Address);
        using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = nginx.Address };
        using var asked = Request(HttpMethod.Post, "/v1/chat/completions");
        asked.Content = new StringContent(Question, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, Token);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        await UntilAsync(lines, "One"); // While the second piece is not even thought.
        gate.SetResult();
        await UntilAsync(lines, "[DONE]");

        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        await socket.ConnectAsync(new Uri(nginx.Address.ToString().Replace("https", "wss", StringComparison.Ordinal) + "v1/realtime"), invoker, Token);
        foreach (var message in new[]
        {
            """{"type": "conversation.item.create", "item": {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Count."}]}}""",
            """{"type": "response.create"}""",
        })
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Token);
        }

        var types = new List<string>();
        while (!types.Contains("response.done"))
        {
            types.Add((string)JsonNode.Parse(await ReadAsync(socket))!["type"]!);
        }

        Assert.Equal("session.created", types[0]);
        Assert.Contains("response.output_audio.delta", types);
    }

    [Fact(Timeout = Patience)]
    public async Task The_proxy_is_believed_and_nobody_else_who_claims_to_be_one()
    {
        await using var served = await StartAsync();
        await using var nginx = await Nginx.StartAsync(served.Address);
        using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = nginx.Address };

        // A page of the proxy's own is known by https, whatever its script claims.
        using var own = Request(HttpMethod.Get, "/v1/models");
        own.Headers.Add("Origin", nginx.Address.GetLeftPart(UriPartial.Authority));
        own.Headers.Add("X-Forwarded-Proto", "http");
        own.Headers.Add("X-Forwarded-For", "127.0.0.1");
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(own, Token)).StatusCode);

        // Nobody comes in without a key, since the world comes from loopback now.
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/models", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/metrics", Token)).StatusCode);

        // Past the proxy, from an address that was not named: what is claimed about the request is not believed.
        foreach (var (address, status) in new[] { ("127.0.0.1", HttpStatusCode.OK), ("127.0.0.2", HttpStatusCode.Forbidden) })
        {
            using var from = From(IPAddress.Parse(address));
            using var past = new HttpClient(from) { BaseAddress = served.Address };
            using var forged = Request(HttpMethod.Get, "/v1/models");
            forged.Headers.Add("Origin", $"https://{served.Address.Authority}");
            forged.Headers.Add("X-Forwarded-Proto", "https");
            forged.Headers.Add("X-Forwarded-For", "203.0.113.7");
            Assert.Equal(status, (await past.SendAsync(forged, Token)).StatusCode);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_larger_than_the_server_takes_is_refused()
    {
        await using var served = await StartAsync();
        await using var nginx = await Nginx.StartAsync(served.Address);
        using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = nginx.Address };
        using var large = Request(HttpMethod.Post, "/v1/chat/completions");
        large.Headers.ExpectContinue = true;
        large.Content = new ByteArrayContent(new byte[34 << 20]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.SendAsync(large, Token)).StatusCode);
    }

    private static SocketsHttpHandler From(IPAddress address) => new()
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private static async Task UntilAsync(StreamReader lines, string text)
    {
        while (await lines.ReadLineAsync(Token) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"It ended without {text}.");
    }

    private static async Task<string> ReadAsync(ClientWebSocket socket)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 << 10];
        ValueWebSocketReceiveResult got;
        do
        {
            got = await socket.ReceiveAsync(buffer.AsMemory(), Token);
            message.Write(buffer, 0, got.Count);
        }
        while (!got.EndOfMessage);
        return Encoding.UTF8.GetString(message.ToArray());
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", key);
        return request;
    }

    private Task<ServedTest> StartAsync() => ServedTest.StartAsync(
        new ServerParts { Engines = new FakeEngines { Brain = new ScriptedBrain("One. ", gate.Task, "Two.") }, Keys = keys },
        new ServerOptions { Port = 0, Drain = TimeSpan.FromSeconds(1), Access = new AccessOptions { Proxies = [new IPNetwork(IPAddress.Loopback, 32)] } });
}
