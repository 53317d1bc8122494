using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Ears;

/// <summary>
/// When to ask "did you say …?": recorded prompts, clean and in pink noise, heard by each engine. Half of the prompts give
/// the threshold, which asks about at most so many of the utterances that were right; the other half, what it does.
/// An utterance is wrong where any word of it is. <c>doubt [PROMPTS] [show]</c>.
/// </summary>
internal static class DoubtBench
{
    private const double MostNeedless = 0.07;

    private static readonly (string Name, double Ratio)[] Noises = [("clean", double.NaN), ("20 dB", 20), ("10 dB", 10), ("5 dB", 5), ("0 dB", 0)];

    private sealed record Heard(string Noise, bool IsFitted, bool IsWrong, Transcript Transcript);

    public static async Task<int> RunAsync(string[] args)
    {
        var store = ModelStore.FromEnvironment();
        var recordings = store.Open("recordings-en");
        var most = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 60;
        var prompts = await BenchModels.SentencesAsync(recordings, most);
        var names = prompts.Select(p => p.Text).ToHashSet();
        var others = new Prompts(recordings).OtherTexts.Where(t => !names.Contains(t)).ToArray();
        Console.WriteLine($"{prompts.Count} prompts at {Noises.Length} levels of pink noise; every other prompt fits the threshold");
        var sphinx = new PocketSphinxRecogniser(
            EarsModels.From(store.Open("silero-vad"), store.Open("pocketsphinx-en-us")).Hearing, Path.Combine(store.Home.Cache, "ears"));
        await RunAsync("PocketSphinx, domain", sphinx, new DomainText("", others, []), prompts, args.Contains("show"));
        await RunAsync("Whisper", BenchModels.Whisper(store), DomainText.Empty, prompts, args.Contains("show"));
        return 0;
    }

    private static async Task RunAsync(
        string name, ISpeechRecogniser recogniser, DomainText domain, IReadOnlyList<(string Name, string Text, float[] Sound)> prompts, bool show)
    {
        await using var owned = recogniser;
        var noise = Noise.Pink(10 * 16000);
        var heard = new List<Heard>();
        for (var i = 0; i < prompts.Count; i++)
        {
            foreach (var (level, ratio) in Noises)
            {
                var sound = Noise.Mix(prompts[i].Sound, 4000, 4000, double.IsNaN(ratio) ? null : noise, ratio);
                var transcript = await recogniser.RecogniseAsync(sound, new RecognitionRequest { Domain = domain });
                if (transcript.Text.Length > 0)
                {
                    var wrong = WordErrors.Count(HeardText.Words(prompts[i].Text), HeardText.Words(transcript.Text)).Errors > 0;
                    heard.Add(new Heard(level, i % 2 == 0, wrong, transcript));
                    if (show)
                    {
                        Console.WriteLine($"  {level} {(wrong ? "wrong" : "right")} {transcript.Confidence:F3} lowest {Lowest(transcript):F3} {transcript.Text}");
                    }
                }
            }
        }

        Fit($"{name}, mean", heard, t => t.Confidence);
        Fit($"{name}, lowest word", heard, Lowest);
        Sweep(name, heard);
        Print($"{name}, as it is", heard, t => t.IsDoubtful);
    }

    private static float Lowest(Transcript transcript) =>
        transcript.Words.Count == 0 ? transcript.Confidence : transcript.Words.Min(w => w.Confidence);

    private static void Fit(string name, IReadOnlyList<Heard> heard, Func<Transcript, float> confidence)
    {
        var right = heard.Where(h => h is { IsFitted: true, IsWrong: false }).Select(h => confidence(h.Transcript)).Order().ToArray();
        var threshold = right.Length == 0 ? 0 : right[(int)(right.Length * MostNeedless)];
        Print($"{name}, fitted: below {threshold:F3}", heard, t => confidence(t) < threshold);
    }

    /// <summary>What each threshold of the mean confidence would do, on both halves.</summary>
    private static void Sweep(string name, IReadOnlyList<Heard> heard)
    {
        Console.WriteLine($"\n{name}, mean below\n| threshold | fitted half: of the wrong asked | of the right asked | held out: of the wrong asked | of the right asked |\n|---|---|---|---|---|");
        for (var threshold = 0.3; threshold < 0.95; threshold += 0.05)
        {
            Console.WriteLine($"| {threshold:F2} | {Asked(true, true)} | {Asked(true, false)} | {Asked(false, true)} | {Asked(false, false)} |");

            string Asked(bool fitted, bool wrong)
            {
                var these = heard.Where(h => h.IsFitted == fitted && h.IsWrong == wrong).ToList();
                return $"{these.Count(h => h.Transcript.Confidence < threshold)} of {these.Count}";
            }
        }
    }

    private static void Print(string name, IReadOnlyList<Heard> heard, Func<Transcript, bool> asks)
    {
        Console.WriteLine($"\n{name}\n| held out | utterances | wrong | asked | of the wrong asked | of the right asked |\n|---|---|---|---|---|---|");
        foreach (var level in Noises.Select(n => n.Name).Append("all"))
        {
            var these = heard.Where(h => !h.IsFitted && (level == "all" || h.Noise == level)).ToList();
            var (wrong, right) = (these.Where(h => h.IsWrong).ToList(), these.Where(h => !h.IsWrong).ToList());
            Console.WriteLine(
                $"| {level} | {these.Count} | {wrong.Count} | {Share(these)} | {Share(wrong)} | {Share(right)} |");
        }

        string Share(List<Heard> among) => among.Count == 0 ? "none" : $"{(double)among.Count(h => asks(h.Transcript)) / among.Count:P0}";
    }
}
