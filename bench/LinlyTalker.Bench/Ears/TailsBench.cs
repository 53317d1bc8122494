using System.Globalization;
using LinlyTalker.Bench.Ears.Pauses;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Ears;

/// <summary>
/// Word error of Whisper by how much sound it is given around the speech that the voice activity model found: recorded
/// prompts of one turn, from 0.3 s before their first speech (or from their beginning) to so long after their last.
/// <c>tails [PROMPTS] [skip=PROMPTS] [ms=96,128,…] [show]</c>.
/// </summary>
internal static class TailsBench
{
    private const int SampleRate = 16000;
    private static readonly int[] Milliseconds = [0, 64, 96, 128, 160, 192, 224, 288, 384, 700];

    public static async Task<int> RunAsync(string[] args)
    {
        var store = ModelStore.FromEnvironment();
        var most = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 60;
        var skipped = int.Parse(Given("skip") ?? "0", CultureInfo.InvariantCulture);
        var tails = Given("ms")?.Split(',').Select(t => int.Parse(t, CultureInfo.InvariantCulture)).ToArray() ?? Milliseconds;
        using var net = InferenceSession.Open(store.Open("silero-vad").OnlyFile(".onnx"));
        await using var recogniser = BenchModels.Whisper(store);
        var prompts = (await BenchModels.SentencesAsync(store.Open("recordings-en"), (most + skipped) * 2)).Skip(skipped).Take(most)
            .Select(p => (p.Name, p.Text, p.Sound, Spans: Pausing.Of(net, p.Sound))).Where(p => p.Spans.Count > 0).ToList();
        Console.WriteLine($"{prompts.Count} prompts; the whole recording: {await MeasureAsync(_ => (0, null))}");
        Console.WriteLine("| silence kept after the last speech | word error | from the recording's beginning |");
        Console.WriteLine("|---|---|---|");
        foreach (var kept in tails)
        {
            var tail = kept * SampleRate / 1000;
            Console.WriteLine($"| {kept} ms | {await MeasureAsync(s => (s.Start, s.End + tail))} | {await MeasureAsync(s => (0, s.End + tail))} |");
        }

        return 0;

        string? Given(string name) => args.FirstOrDefault(a => a.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

        async Task<string> MeasureAsync(Func<(int Start, int End), (int From, int? To)> stretch)
        {
            var errors = default(WordErrors);
            foreach (var (name, text, sound, spans) in prompts)
            {
                var (from, to) = stretch((spans[0].Start, spans[^1].End));
                var heard = await recogniser.RecogniseAsync(Pausing.Stretch(sound, from, to ?? sound.Length), new RecognitionRequest { Language = "en" });
                var wrong = WordErrors.Count(Prompts.Normalised(text), Prompts.Normalised(heard.Text));
                errors += wrong;
                if (args.Contains("show") && wrong.Errors > 0)
                {
                    Console.WriteLine($"  {name} {from}..{to}: {wrong.Errors}: {text} => {heard.Text}");
                }
            }

            return $"{errors.Rate:P2} ({errors.Errors} of {errors.Words})";
        }
    }
}
