using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LinlyTalker.Tests.Client;

/// <summary>A realtime socket whose answers a test writes, after OpenAI's published events.</summary>
internal sealed class FakeRealtimeServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly Channel<JsonElement> asked = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<FakeSession> sessions = Channel.CreateUnbounded<FakeSession>();

    private FakeRealtimeServer(WebApplication application) => this.application = application;

    public Uri Address => new(application.Urls.First());

    /// <summary>Header and query of the last connection.</summary>
    public (string Authorization, string Query) Last { get; private set; }

    public static async Task<FakeRealtimeServer> StartAsync(int refuse = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        application.UseWebSockets();
        var server = new FakeRealtimeServer(application);
        application.Map("/v1/realtime", branch => branch.Run(async context =>
        {
            if (refuse > 0)
            {
                context.Response.StatusCode = refuse;
                return;
            }

            await server.ServeAsync(context);
        }));
        await application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>The next connection.</summary>
    public ValueTask<FakeSession> AcceptAsync() => sessions.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>The next event of a client.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        while (true)
        {
            var message = await asked.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (message.GetProperty("type").GetString() == type)
            {
                return message;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await application.StopAsync(now.Token);
        await application.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        Last = (context.Request.Headers.Authorization.ToString(), context.Request.QueryString.Value ?? "");
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await sessions.Writer.WriteAsync(new FakeSession(socket));
        var buffer = new byte[1 << 20];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), context.RequestAborted);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType is WebSocketMessageType.Close)
                {
                    return;
                }

                await asked.Writer.WriteAsync(JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement.Clone());
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client is gone, or the session was cut by the test.
        }
    }
}

/// <summary>The server's side of one connection.</summary>
internal sealed class FakeSession(WebSocket socket)
{
    public Task SayAsync(string json) => socket.SendAsync(
        Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    public Task SayAsync(ReadOnlyMemory<byte> frame) => socket.SendAsync(
        frame, WebSocketMessageType.Binary, endOfMessage: true, TestContext.Current.CancellationToken).AsTask();

    public Task CloseAsync() =>
        socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

    /// <summary>As a network that fails.</summary>
    public void Cut() => socket.Abort();
}
