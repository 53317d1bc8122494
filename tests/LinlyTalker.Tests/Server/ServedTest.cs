using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;

namespace LinlyTalker.Tests.Server;

/// <summary>A server on a free port of this machine, for one test.</summary>
internal sealed class ServedTest : IAsyncDisposable
{
    private readonly LinlyServer server;

    private ServedTest(LinlyServer server)
    {
        this.server = server;
        Client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Client { get; }

    public Uri Address => server.Address;

    public LinlyServer Server => server;

    public static async Task<ServedTest> StartAsync(ServerParts? parts = null, ServerOptions? options = null) =>
        new(await LinlyServer.StartAsync(
            options ?? new ServerOptions { Port = 0, Drain = TimeSpan.FromSeconds(1) },
            parts ?? new ServerParts { Engines = new FakeEngines() },
            TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.StopAsync();
        await server.DisposeAsync();
    }
}
