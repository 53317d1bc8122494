using System.Diagnostics;
using LinlyTalker.Bench.Ears;
using LinlyTalker.Bench.Voice.Piper;
using LinlyTalker.Brain.Domain;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Ears.Whisper;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Bench.Echo;

/// <summary>
/// How often an avatar takes its own words for the user's, and a user who repeats them for itself: N rooms, each once alone
/// and once with who repeats; by PocketSphinx and by Whisper, with a canceller before the ears and without.
/// <c>echo [N] [show] [pocketsphinx] [whisper] [nobody] [server] [client]</c>, the last three who cancels. Thresholds are fitted on half of them,
/// four seeds and then not the next four; the others are reported.
/// </summary>
internal static class SelfEchoBench
{
    private const string Base = "shop/en";

    public static async Task<int> RunAsync(string[] args)
    {
        var most = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 120;
        var store = ModelStore.FromEnvironment();
        using var knowledge = await BenchKnowledge.OpenAsync(Base);
        var domain = KnowledgeDomain.Of(knowledge);
        var mixes = await MixesAsync(most, [.. domain.Sentences.Where(s => s.Length is > 30 and < 80 && s.EndsWith('.') && !s.Any(char.IsDigit)).Distinct()]);
        using var whisper = new WhisperFolder();
        var net = store.Open("silero-vad").OnlyFile(".onnx");
        (string Name, Func<Task<IEars>> Open)[] recognisers =
        [
            ("pocketsphinx", () => Task.FromResult<IEars>(new PocketSphinxEars(EarsModels.From(store.Open("silero-vad"), store.Open("pocketsphinx-en-us")), Path.Combine(store.Home.Cache, "ears")))),
            ("whisper", async () => new RecogniserEars(WhisperRecogniser.Open(await whisper.OpenAsync(store)), net)),
        ];
        Console.WriteLine($"{most} rooms, each without and with who repeats. Of the half that is held out, with thresholds fitted on the other half / as they are shipped:");
        Console.WriteLine("| ears | heard something | interrupts itself: no guard / by words / fitted / shipped | answers itself: no guard / by words / fitted / shipped | repetitions heard | of them accepted: by words / fitted / shipped | fitted | wall s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (name, open) in recognisers.Where(r => !recognisers.Any(o => args.Contains(o.Name)) || args.Contains(r.Name)))
        {
            var ears = await open();
            await using var owned = (IAsyncDisposable)ears;
            (string Name, EchoCancelling How)[] all =
                [("nobody", EchoCancelling.Nobody), ("server", EchoCancelling.ByServer), ("client", EchoCancelling.ByClient)];
            foreach (var (who, how) in all.Where(c => !all.Any(o => args.Contains(o.Name)) || args.Contains(c.Name)))
            {
                await RunAsync($"{name}, cancelled by {who}", ears, domain, mixes, how, args.Contains("show"));
            }
        }

        return 0;
    }

    private static async Task RunAsync(
        string name, IEars ears, DomainText domain, IReadOnlyList<(EchoMix Alone, EchoMix Repeated)> mixes, EchoCancelling how, bool show)
    {
        var watch = Stopwatch.StartNew();
        var trials = new (EchoTrial Alone, EchoTrial Repeated)[mixes.Count];
        await Parallel.ForAsync(0, mixes.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (i, _) => trials[i] = (
            await EchoTrial.RunAsync(mixes[i].Alone, ears, domain, how),
            await EchoTrial.RunAsync(mixes[i].Repeated, ears, domain, how)));
        var (fitting, held) = (trials.Where((_, i) => i / 4 % 2 == 0).ToList(), trials.Where((_, i) => i / 4 % 2 == 1).ToList());
        var (fitted, shipped) = (Fit(fitting), new SelfEchoOptions());
        var repeated = held.Where(t => t.Repeated.HearsUser).ToList();
        Console.WriteLine(
            $"| {name} | {Share(held, t => t.Alone.All.Count > 0)} "
            + $"| {Share(held, t => t.Alone.All.Count > 0)} / {Share(held, t => t.Alone.Interrupts(shipped, true))} / {Share(held, t => t.Alone.Interrupts(fitted))} / {Share(held, t => t.Alone.Interrupts(shipped))} "
            + $"| {Share(held, t => t.Alone.All.Any(h => h.Utterance.IsFinal))} / {Share(held, t => t.Alone.Answers(shipped, true))} / {Share(held, t => t.Alone.Answers(fitted))} / {Share(held, t => t.Alone.Answers(shipped))} "
            + $"| {Share(held, t => t.Repeated.HearsUser)} | {Share(repeated, t => t.Repeated.Accepts(shipped, true))} / {Share(repeated, t => t.Repeated.Accepts(fitted))} / {Share(repeated, t => t.Repeated.Accepts(shipped))} "
            + $"| unexplained {fitted.Unexplained:F1} dB; of the fitted half shipped: answers {Share(fitting, t => t.Alone.Answers(shipped))}, accepted {Share(fitting, t => t.Repeated.HearsUser ? t.Repeated.Accepts(shipped) : true)} | {watch.Elapsed.TotalSeconds:F0} |");
        if (show)
        {
            Show(trials, shipped);
        }
    }

    /// <summary>The fewest mistakes of both kinds; among equals the middle.</summary>
    private static SelfEchoOptions Fit(IReadOnlyList<(EchoTrial Alone, EchoTrial Repeated)> trials)
    {
        var all = Enumerable.Range(4, 60).Select(i => new SelfEchoOptions { Unexplained = i * 0.25 })
            .Select(o => (Options: o, Mistakes: trials.Count(t => t.Alone.Answers(o)) + trials.Count(t => t.Repeated.HearsUser && !t.Repeated.Accepts(o))))
            .ToList();
        var best = all.Where(a => a.Mistakes == all.Min(b => b.Mistakes)).ToList();
        return best[best.Count / 2].Options;
    }

    private static void Show(IEnumerable<(EchoTrial Alone, EchoTrial Repeated)> trials, SelfEchoOptions options)
    {
        foreach (var (alone, repeated) in trials)
        {
            foreach (var heard in alone.All.Where(h => h.IsOwn(options)))
            {
                Console.WriteLine($"  itself ({alone.Mix.About}) of '{alone.Mix.Said}': {Text(heard)}");
            }

            if (repeated.HearsUser && !repeated.Accepts(options))
            {
                Console.WriteLine($"  swallowed ({repeated.Mix.About}) '{repeated.Mix.Repeated}' after '{repeated.Mix.Said}': {string.Join("; ", repeated.All.Where(h => h.Utterance.IsFinal).Select(Text))}");
            }
        }
    }

    private static string Text(EchoTrial.Heard heard) =>
        $"{(heard.Utterance.IsFinal ? "" : "…")}'{heard.Utterance.Text}' {heard.Evidence.Likeness:F2} own {heard.Evidence.OwnLetters} unexplained {heard.Evidence.Unexplained:F1} fading {heard.Evidence.Fading:F1} confidence {heard.Utterance.Confidence:F2}";

    private static string Share<T>(IReadOnlyCollection<T> trials, Func<T, bool> what) =>
        trials.Count == 0 ? "-" : $"{(double)trials.Count(what) / trials.Count:P1}";

    private static async Task<IReadOnlyList<(EchoMix Alone, EchoMix Repeated)>> MixesAsync(int count, IReadOnlyList<string> sentences)
    {
        await using var espeak = new EspeakEngine();
        using var piper = await PiperVoices.OpenAsync(espeak);
        List<string> voices = ["rms", "slt", .. (await piper.VoicesAsync()).Take(1).Select(v => v.Name)];
        var mixes = new EchoMixes(new VoiceRouter([piper, new FliteEngine()]), voices, sentences);
        var made = new List<(EchoMix, EchoMix)>();
        for (var seed = 0; seed < count; seed++)
        {
            made.Add(await mixes.MakeAsync(seed));
        }

        return made;
    }
}
