using LinlyTalker.Brain.Shelves;
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
    private readonly KnowledgeShelves documents;
    private readonly string folder;
    private readonly LinlyServer server;

    private EmbeddedServer(ServerEngines engines, AvatarGallery faces, KnowledgeShelves documents, string folder, LinlyServer server) =>
        (this.engines, this.faces, this.documents, this.folder, this.server) = (engines, faces, documents, folder, server);

    public Uri Address => server.Address;

    /// <summary>What clients of OpenAI are told as their base.</summary>
    public Uri Version1 => new(Address, "v1");

    public ServerEngines Engines => engines;

    /// <summary>The test is skipped, with the command that fetches it, where a model is missing.</summary>
    public static async Task<EmbeddedServer> StartAsync(TlsOptions? tls = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (settings, store) = (new Settings { Profile = "embedded" }, ModelStore.FromEnvironment());
        var folder = Directory.CreateTempSubdirectory("linly-kept-").FullName;
        var documents = KnowledgeComposition.Shelves(store, Path.Combine(folder, "documents"));
        var engines = new ServerEngines(settings, store, documents, _ => { });
        try
        {
            await engines.PrepareAsync(cancellation);
        }
        catch (ModelMissingException e)
        {
            await engines.DisposeAsync();
            documents.Dispose();
            Directory.Delete(folder, recursive: true);
            Assert.Skip(e.Message);
        }

        var options = new ServerOptions { Port = 0, Tls = tls, Drain = TimeSpan.FromSeconds(1) };
        var faces = Faces.Open(settings, store, _ => { }, TimeProvider.System, Path.Combine(folder, "avatars"));
        var parts = new ServerParts
        {
            Engines = engines, Codec = new AudioCodec(), Avatars = faces, VideoEncoder = H264Encoder.IfPresent(), Knowledge = documents,
        };
        return new EmbeddedServer(engines, faces, documents, folder, await LinlyServer.StartAsync(options, parts, cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync();
        await server.DisposeAsync();
        await engines.DisposeAsync();
        faces.Dispose();
        documents.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
