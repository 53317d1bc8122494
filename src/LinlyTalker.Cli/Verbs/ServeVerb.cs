using System.CommandLine;
using System.Net;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Cli.Serving;
using LinlyTalker.Core.Errors;
using LinlyTalker.Media.Sound;
using LinlyTalker.Media.Video;
using LinlyTalker.Models.Store;
using LinlyTalker.Native.Lifetime;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Videos;
using LinlyTalker.Storage.Jobs;
using LinlyTalker.Storage.Keys;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly serve</c>.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var bind = new Option<string>("--bind", "-b")
        {
            Description = "Address to listen at; others than this machine's own need API keys.",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        var port = new Option<int>("--port") { Description = "Port to listen at; 0 takes any that is free.", HelpName = "NUMBER", DefaultValueFactory = _ => 8080 };
        var companion = new CompanionOptions();
        var command = new Command(
            "serve",
            "Serves the digital human: OpenAI's addresses for chat, speech and live conversation, and those of avatars and documents. Ctrl-C ends it.")
        {
            bind, port,
        };
        companion.AddTo(command);
        var security = new ServeSecurityOptions();
        security.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            companion.Read(parsed),
            security.Read(parsed, new ServerOptions { Bind = Address(parsed.GetValue(bind)!), Port = Port(parsed.GetValue(port)) }),
            cancellation));
        return command.WithExamples(
            "linly serve",
            "linly serve --port 9000 --profile standard",
            "linly serve --knowledge ./my-documents --portrait me.jpg",
            "linly keys add website && linly serve --bind 0.0.0.0 --tls-self-signed",
            "linly serve --bind 0.0.0.0 --tls cert.pem key.pem --host avatar.example.org --origin https://www.example.org",
            "linly serve --trust-proxy 127.0.0.1 --host avatar.example.org   # behind nginx: deploy/nginx/linly.conf",
            "linly serve --require-key --max-sessions 20 --drain 30");
    }

    private static async Task<int> RunAsync(Settings settings, ServerOptions options, CancellationToken cancellation)
    {
        var store = ModelStore.FromEnvironment();
        using var documents = KnowledgeComposition.Shelves(store);
        await using var engines = new ServerEngines(settings, store, documents, Terminal.Note);
        using var faces = Faces.Open(settings, store, Terminal.Note, TimeProvider.System);
        using var database = UserDatabase.Open();
        using var log = new TerminalLog();
        var parts = new ServerParts
        {
            Engines = engines,
            Codec = new AudioCodec(),
            Avatars = faces,
            VideoEncoder = H264Encoder.IfPresent(),
            NativeHandles = CountedHandle.LiveCount,
            Knowledge = documents,
            Keys = new SqliteApiKeys(database),
            Jobs = new SqliteJobs(database),
            Erasables = [faces, documents],
            Films = new FilmStudio(settings, engines, faces),
            Log = log,
        };
        options = options with
        {
            Videos = new VideoOptions
            {
                Folder = Path.Combine(store.Home.Data, "videos"),
                Keep = TimeSpan.FromDays(settings.Films.Days),
                Bytes = (long)(settings.Films.Gigabytes * 1e9),
            },
        };
        await using var server = await LinlyServer.StartAsync(options, parts, cancellation);
        Terminal.Result($"Listening at {server.Address}");
        await engines.PrepareAsync(cancellation);
        await server.RehearseAsync(2 * Environment.ProcessorCount, cancellation);
        Terminal.Note("Ready. Ctrl-C ends it.");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C and SIGTERM are how serving ends.
        }

        Terminal.Note("Ending: what runs may finish.");
        await server.StopAsync(CancellationToken.None);
        return ExitCode.Success;
    }

    private static int Port(int number) => number is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort ? number
        : throw new InputException($"--port is {number}; it can be {IPEndPoint.MinPort} to {IPEndPoint.MaxPort}.");

    private static IPAddress Address(string text) => text is "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) ? address
        : throw new InputException($"--bind is '{text}'; the IP address of one of this machine's networks is needed, or 0.0.0.0 for all.");
}
