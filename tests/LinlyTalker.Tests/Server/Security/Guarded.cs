using System.Net;
using System.Net.WebSockets;
using System.Text;
using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Limits;
using LinlyTalker.Server.Security;
using LinlyTalker.Tests.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LinlyTalker.Tests.Server.Security;

/// <summary>The guards of the server before two rooms that say who came: <c>/v1/who</c>, and a WebSocket at <c>/v1/realtime</c>.</summary>
internal sealed class Guarded : IAsyncDisposable
{
    private readonly WebApplication application;

    private Guarded(WebApplication application, ManualTime time, FakeKeys keys)
    {
        this.application = application;
        Time = time;
        Keys = keys;
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public Uri Address => new(application.Urls.First());

    public HttpClient Client { get; }

    public ManualTime Time { get; }

    public FakeKeys Keys { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Guarded> StartAsync(AccessOptions? access = null, ServerLimits? limits = null)
    {
        access ??= new AccessOptions { RequireKey = true };
        limits ??= new ServerLimits();
        var (time, keys) = (new ManualTime(), new FakeKeys());
        var tokens = new ClientTokens(time);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        application.UseMiddleware<ErrorAnswers>();
        Guards.UseDoor(application, IPAddress.Loopback, access);
        application.UseRouting();
        application.UseWebSockets();
        Guards.UseKeys(application, access.RequiresKey(IPAddress.Loopback), keys, tokens, limits, time);
        ClientSecretsEndpoints.Map(application, tokens, (_, _) => Task.CompletedTask);
        application.MapGet("/v1/who", (HttpContext context) => Caller.Of(context).User.Value);
        application.MapGet("/health", () => "alive");
        application.Map("/v1/realtime", LiveAsync);
        await application.StartAsync(Cancellation);
        return new Guarded(application, time, keys);
    }

    public async Task<HttpResponseMessage> GetAsync(string? bearer, string path = "/v1/who")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        Show(request, bearer);
        return await Client.SendAsync(request, Cancellation);
    }

    public async Task<HttpResponseMessage> PostAsync(string? bearer, string path, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        Show(request, bearer);
        return await Client.SendAsync(request, Cancellation);
    }

    /// <returns>An open socket that has been told who came, and what it was told.</returns>
    public async Task<(ClientWebSocket Socket, string Said)> ConnectAsync(string? bearer, params string[] protocols)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.CollectHttpResponseDetails = true;
            if (bearer is not null)
            {
                socket.Options.SetRequestHeader("Authorization", $"Bearer {bearer}");
            }

            foreach (var protocol in protocols)
            {
                socket.Options.AddSubProtocol(protocol);
            }

            await socket.ConnectAsync(new Uri($"ws://{Address.Authority}/v1/realtime"), Cancellation);
            var buffer = new byte[1000];
            var got = await socket.ReceiveAsync(buffer, Cancellation);
            return (socket, Encoding.UTF8.GetString(buffer, 0, got.Count));
        }
        catch (WebSocketException)
        {
            socket.Dispose();
            throw new RefusedException(socket.HttpStatusCode);
        }
    }

    public async Task<HttpStatusCode> RefusalOfAsync(string? bearer, params string[] protocols) =>
        (await Assert.ThrowsAsync<RefusedException>(() => ConnectAsync(bearer, protocols))).Status;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await application.StopAsync(new CancellationToken(canceled: true));
        await application.DisposeAsync();
    }

    private static void Show(HttpRequestMessage request, string? bearer)
    {
        if (bearer is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        }
    }

    private static async Task LiveAsync(HttpContext context)
    {
        var protocol = context.WebSockets.WebSocketRequestedProtocols.Contains("realtime") ? "realtime" : null;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(protocol);
        var said = $"{Caller.Of(context).User.Value} {SessionPreset.Of(context)?.Session.GetRawText()}".TrimEnd();
        await socket.SendAsync(Encoding.UTF8.GetBytes(said), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        try
        {
            await socket.ReceiveAsync(new byte[10], context.RequestAborted);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The test let go.
        }
    }

    internal sealed class RefusedException(HttpStatusCode status) : Exception
    {
        public HttpStatusCode Status => status;
    }
}
