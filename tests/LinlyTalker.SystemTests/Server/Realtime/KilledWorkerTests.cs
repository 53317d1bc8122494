using System.Diagnostics;
using LinlyTalker.Client;
using LinlyTalker.Client.Events;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using LinlyTalker.Language.Sentences;
using LinlyTalker.Native.Worker;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.SystemTests.Conversations;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Piper;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.SystemTests.Server.Realtime;

/// <summary>The process behind a served voice is killed.</summary>
public sealed class KilledWorkerTests : IDisposable
{
    private readonly string scratch = Directory.CreateTempSubdirectory("linly-killed-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Fact(Timeout = 180_000)]
    public async Task A_voice_whose_worker_is_killed_speaks_on_untold_and_one_that_is_replaced_is_told_of_in_every_session()
    {
        var program = Path.Combine(scratch, "linly-worker");
        File.CreateSymbolicLink(program, WorkerExecutable.Find());
        var worker = new WorkerClient(new WorkerOptions { Service = EspeakEngine.Service, Executable = program });
        await using var espeak = new EspeakEngine(worker);
        var joe = await JoeVoice.InAsync(Path.Combine(scratch, "joe"));
        using var piper = new PiperEngine(() => [joe], espeak);
        var engines = new OneVoice(piper, new FliteEngine());
        await using var server = await LinlyServer.StartAsync(
            new ServerOptions { Port = 0, Drain = TimeSpan.FromSeconds(1) }, new ServerParts { Engines = engines }, Token);
        await using var one = await ConnectAsync(server);
        await using var two = await ConnectAsync(server);

        var toldTwo = UntilAsync<OrganDegraded>(two);

        await one.AskAsync("The neural voice says this.", Token);
        Assert.Empty(await UntilAsync<ReplyFinished>(one));
        await KillAsync(worker.ProcessId);
        await one.AskAsync("And this, for its worker starts again.", Token);
        Assert.Empty(await UntilAsync<ReplyFinished>(one));

        File.Delete(program);
        await KillAsync(worker.ProcessId);
        await one.AskAsync("Another voice says this.", Token);
        foreach (var told in (OrganDegraded[])[Assert.Single(await UntilAsync<ReplyFinished>(one)), Assert.Single(await toldTwo)])
        {
            Assert.Equal("voice", told.Organ);
            Assert.StartsWith("piper:joe failed, and ", told.Reason, StringComparison.Ordinal);
            Assert.EndsWith(" speaks instead.", told.Reason, StringComparison.Ordinal);
        }
    }

    private static Task<RealtimeClient> ConnectAsync(LinlyServer server) =>
        RealtimeClient.ConnectAsync(new() { Server = server.Address }, Token);

    /// <summary>What was told of organs until such an event came, with it.</summary>
    private static async Task<List<OrganDegraded>> UntilAsync<T>(RealtimeClient client)
    {
        var told = new List<OrganDegraded>();
        await foreach (var happening in client.ReadAllAsync(Token))
        {
            if (happening is OrganDegraded degraded)
            {
                told.Add(degraded);
            }

            if (happening is T)
            {
                break;
            }
        }

        return told;
    }

    private static async Task KillAsync(int? id)
    {
        using var process = Process.GetProcessById(Assert.NotNull(id));
        process.Kill();
        await process.WaitForExitAsync(Token);
    }

    /// <summary>A machine with one voice, which tells whom it concerns when another speaks.</summary>
    private sealed class OneVoice : IEngines
    {
        private readonly VoiceRouter voice;

        public OneVoice(PiperEngine piper, FliteEngine flite) =>
            voice = new VoiceRouter([piper, flite], fallen => Watch.Tell(new(Organ.Voice, voice!, fallen.Summary)));

        public IVoice Voice => voice;

        public ISentenceCutter Cutter { get; } = new SentenceCutter();

        public EngineWatch Watch { get; } = new();

        public ValueTask<IReadOnlyList<EngineDescription>> ListAsync(CancellationToken cancellation = default) => new([]);

        public ValueTask<Companion> CompanionAsync(string name, CancellationToken cancellation = default) => new(new Companion(
            "linly",
            new Persona { Name = "Linly" },
            new ConversationOrgans { Brains = [new EchoingBrain()], Cutter = Cutter, Voice = voice },
            DomainText.Empty));

        public ValueTask<IEars> EarsAsync(string recogniser, string language, CancellationToken cancellation = default) =>
            throw new UnknownNameException("There are no ears.");
    }
}
