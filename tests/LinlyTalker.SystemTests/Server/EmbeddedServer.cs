using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Serving;
using LinlyTalker.Core.Errors;
using LinlyTalker.Face.Avatars;
using LinlyTalker.Media.Sound;
using LinlyTalker.Media.Video;
using LinlyTalker.Models.Store;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Security.Tls;

namespace LinlyTalker.SystemTests.Server;

/// <summary>A server with the organs of the embedded profile on a free port, for one test.</summary>
internal sealed class EmbeddedServer : IAsyncDisposable
{
    private readonly ServerEngines engines;
    private readonly AvatarGallery faces;
    private readonly LinlyServer server;

    private EmbeddedServer(ServerEngines engines, AvatarGallery faces, LinlyServer server) =>
        (this.engines, this.faces, this.server) = (engines, faces, server);

    public Uri Address => server.Address;

    /// <summary>What clients of OpenAI are told as their base.</summary>
    public Uri Version1 => new(Address, "v1");

    public ServerEngines Engines => engines;

    /// <summary>The test is skipped, with the command that fetches it, where a model is missing.</summary>
    public static async Task<EmbeddedServer> StartAsync(TlsOptions? tls = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (settings, store) = (new Settings { Profile = "embedded" }, ModelStore.FromEnvironment());
        var engines = new ServerEngines(settings, store, _ => { });
        try
        {
            await engines.PrepareAsync(cancellation);
        }
        catch (ModelMissingException e)
        {
            await engines.DisposeAsync();
            Assert.Skip(e.Message);
        }

        var options = new ServerOptions { Port = 0, Tls = tls, Drain = TimeSpan.FromSeconds(1) };
        var faces = Faces.Open(settings, store, _ => { }, TimeProvider.System);
        var parts = new ServerParts { Engines = engines, Codec = new AudioCodec(), Avatars = faces, VideoEncoder = H264Encoder.IfPresent() };
        return new EmbeddedServer(engines, faces, await LinlyServer.StartAsync(options, parts, cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync();
        await server.DisposeAsync();
        await engines.DisposeAsync();
        faces.Dispose();
    }
}
