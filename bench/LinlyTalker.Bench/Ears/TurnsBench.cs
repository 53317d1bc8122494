using LinlyTalker.Bench.Ears.Pauses;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Turns;
using LinlyTalker.Ears;
using LinlyTalker.Ears.Alignment;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Turns;
using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Ears;

/// <summary>
/// How often the end of a turn is known by meaning: recorded prompts whole, the same prompts cut after a word (25 to 90 %
/// of the words, by forced alignment, seed 5), and the pauses within them, which are cut-ins where they count as ends.
/// <c>turns [PROMPTS] [no-words]</c>.
/// </summary>
internal static class TurnsBench
{
    private const int SampleRate = 16000;
    private static readonly double[] Tails = [0, 0.05, 0.1, 0.15, 0.2, 0.25];

    private sealed record Pause(float[] Probabilities, string Text, bool BetweenSentences);

    private sealed record Clip(Pause End, IReadOnlyList<Pause> Inner);

    public static async Task<int> RunAsync(string[] args)
    {
        var store = ModelStore.FromEnvironment();
        var most = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 97;
        using var net = InferenceSession.Open(store.Open("silero-vad").OnlyFile(".onnx"));
        using var detector = new SmartTurnDetector(BenchModels.OfFamily(store, "smart-turn"));
        await using var recogniser = args.Contains("no-words") ? null : BenchModels.Whisper(store);
        await using var aligner = new PocketSphinxAligner(EarsModels.From(store.Open("silero-vad"), store.Open("pocketsphinx-en-us")).Hearing);
        var whole = new List<Clip>();
        var cut = new List<Clip>();
        foreach (var (name, text, sound) in await BenchModels.SentencesAsync(store.Open("recordings-en"), 4 * most))
        {
            var aligned = whole.Count == most ? null : await aligner.AlignAsync(new AudioChunk(sound, SampleRate, 0), text, "en");
            if (aligned is null || Pausing.Cut(aligned.Words, name, text, sound) is not { } half)
            {
                continue;
            }

            if (await HearAsync(sound, at => Pausing.EndsSentence(aligned.Words, text, at)) is { } complete && await HearAsync(half, _ => false) is { } incomplete)
            {
                whole.Add(complete);
                cut.Add(incomplete);
            }
        }

        var inner = whole.SelectMany(c => c.Inner).ToList();
        Console.WriteLine($"{whole.Count} prompts whole and cut, {inner.Count} pauses of at least 0.2 s within them ({inner.Count(p => p.BetweenSentences)} between sentences); silence is the recording's own, then zeros");
        Console.WriteLine("| sound kept after the last speech | threshold | words too | whole kept | cut held back | accuracy | pauses within sentences taken for ends | between sentences | mean silence to the end of a whole turn, ms (fixed: 704) |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        for (var tail = 0; tail < Tails.Length; tail++)
        {
            foreach (var threshold in (float[])[0.5f, 0.65f, 0.8f])
            {
                foreach (var words in recogniser is null ? (bool[])[false] : [false, true])
                {
                    Print(tail, threshold, words, whole, cut, inner);
                }
            }
        }

        return 0;

        async Task<Clip?> HearAsync(float[] sound, Func<int, bool> endsSentence)
        {
            var pauses = new List<Pause>();
            foreach (var (start, end, _) in Pausing.Of(net, sound))
            {
                var probabilities = new float[Tails.Length];
                for (var i = 0; i < Tails.Length; i++)
                {
                    probabilities[i] = await detector.CompletionAsync(Pausing.Stretch(sound, start, end + (int)(Tails[i] * SampleRate)));
                }

                var heard = recogniser is null ? "" : (await recogniser.RecogniseAsync(Pausing.Stretch(sound, start, end + 1536), new RecognitionRequest())).Text;
                pauses.Add(new Pause(probabilities, heard, endsSentence(end)));
            }

            return pauses.Count == 0 ? null : new Clip(pauses[^1], pauses[..^1]);
        }
    }

    private static void Print(int tail, float threshold, bool words, List<Clip> whole, List<Clip> cut, List<Pause> inner)
    {
        var rule = new EndOfTurn(threshold, doubtful: 0);
        var kept = whole.Count(c => IsComplete(c.End));
        var held = cut.Count(c => !IsComplete(c.End));
        var silence = whole.Average(c => IsComplete(c.End) ? 224 : 2000);
        Console.WriteLine(
            $"| {Tails[tail]:0.00} s | {threshold:0.00} | {(words ? "yes" : "no")} | {(double)kept / whole.Count:P1} | {(double)held / cut.Count:P1} "
            + $"| {(double)(kept + held) / (whole.Count + cut.Count):P1} | {CutIns(false)} | {CutIns(true)} | {silence:F0} |");

        string CutIns(bool between)
        {
            var pauses = inner.Where(p => p.BetweenSentences == between).ToList();
            return $"{pauses.Count(IsComplete)} of {pauses.Count}";
        }

        bool IsComplete(Pause pause) => words
            ? rule.Judge(pause.Probabilities[tail], pause.Text)?.Verdict is TurnVerdict.Complete or TurnVerdict.WholeQuestion or TurnVerdict.Contradicted
            : pause.Probabilities[tail] >= threshold;
    }
}
