using System.Diagnostics;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears;
using LinlyTalker.Ears.Streaming;
using LinlyTalker.Ears.Turns;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Ears;

/// <summary>
/// From the last speech to the final words, on recorded prompts played at the speed of life: with and without partials,
/// the look for words in the first silence, and the end of a turn by meaning. <c>listen [PROMPTS] [WAY…]</c>.
/// </summary>
internal static class ListenBench
{
    private const int SampleRate = 16000;

    private sealed record Way(string Name, bool Partials, bool Ahead, bool Meaning);

    private static readonly Way[] Ways =
    [
        new("fixed pause, words asked for at its end", false, false, false),
        new("fixed pause, words looked for in the first silence", true, true, false),
        new("by meaning", true, true, true),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var store = ModelStore.FromEnvironment();
        var most = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 20;
        var prompts = (await BenchModels.SentencesAsync(store.Open("recordings-en"), most * 2)).Take(most).ToList();
        Console.WriteLine($"{prompts.Count} prompts, {prompts.Average(p => p.Sound.Length) / SampleRate:F1} s on average, 2.5 s of silence after each");
        Console.WriteLine("| way | last speech to final words P50 / P95 s | decision P50 / P95 s | decision to words P50 / P95 ms | first partial s | word error | turns | CPU s/s (ours) |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var way in Ways.Where(w => args.Length < 2 || args.Skip(1).Any(a => w.Name.Contains(a, StringComparison.Ordinal))))
        {
            await RunAsync(way, prompts, store);
        }

        return 0;
    }

    private static async Task RunAsync(Way way, IReadOnlyList<(string Name, string Text, float[] Sound)> prompts, ModelStore store)
    {
        var played = new Played();
        var decisions = new List<(long Position, double Late, long At)>();
        var ears = new RecogniserEars(
            BenchModels.Whisper(store),
            store.Open("silero-vad").OnlyFile(".onnx"),
            way.Meaning ? new SmartTurnDetector(BenchModels.OfFamily(store, "smart-turn")) : null,
            new EarsOptions
            {
                Fault = e => Console.Error.WriteLine(e.Message),
                Streaming = new StreamingOptions
                {
                    // A silence longer than the one that ends the turn: nothing is looked for ahead.
                    SpeculateAfter = way.Ahead ? TimeSpan.FromMilliseconds(96) : TimeSpan.FromSeconds(10),
                    PartialInterval = way.Partials ? TimeSpan.FromMilliseconds(400) : TimeSpan.FromHours(1),
                    Decided = d =>
                    {
                        if (d.IsComplete)
                        {
                            decisions.Add((d.Position, played.Since(d.Position).TotalSeconds, Stopwatch.GetTimestamp()));
                        }
                    },
                },
            });
        await using var owned = ears;
        var (words, ends, after, first) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var errors = default(WordErrors);
        var (turns, seconds) = (0, 0.0);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        foreach (var (_, text, sound) in prompts)
        {
            decisions.Clear();
            var heard = new List<string>();
            var (finals, began) = (0, (double?)null);
            await foreach (var utterance in ears.ListenAsync(played.PlayAsync(sound), new ListenOptions()))
            {
                if (!utterance.IsFinal)
                {
                    began ??= utterance.Text.Length > 0 ? played.Since(utterance.Span.Start).TotalSeconds : null;
                    continue;
                }

                var (position, late, at) = decisions[finals++];
                heard.AddRange(Prompts.Normalised(utterance.Text));
                if (utterance.Text.Length > 0)
                {
                    words.Add(played.Since(position).TotalSeconds);
                    ends.Add(late);
                    after.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                    turns++;
                }
            }

            if (began is { } partial)
            {
                first.Add(partial);
            }

            seconds += (sound.Length / (double)SampleRate) + 2.5;
            errors += WordErrors.Count(Prompts.Normalised(text), heard);
        }

        var load = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds / seconds;
        Console.WriteLine(
            $"| {way.Name} | {At(words, 0.5):F2} / {At(words, 0.95):F2} | {At(ends, 0.5):F2} / {At(ends, 0.95):F2} | {At(after, 0.5):F0} / {At(after, 0.95):F0} "
            + $"| {At(first, 0.5):F2} | {errors.Rate:P1} | {turns} | {load:F2} |");
    }

    private static double At(List<double> values, double share)
    {
        values.Sort();
        return values.Count == 0 ? double.NaN : values[Math.Min(values.Count - 1, (int)Math.Ceiling(values.Count * share) - 1)];
    }

    private sealed class Played
    {
        private long start;

        public TimeSpan Since(long position) => Stopwatch.GetElapsedTime(start) - TimeSpan.FromSeconds((double)position / SampleRate);

        public async IAsyncEnumerable<AudioChunk> PlayAsync(float[] sound)
        {
            const int Chunk = SampleRate / 50;
            start = Stopwatch.GetTimestamp();
            for (var at = 0; at < sound.Length + (5 * SampleRate / 2); at += Chunk)
            {
                var due = Since(at + Chunk);
                await Task.Delay(due < TimeSpan.Zero ? -due : TimeSpan.Zero);
                var chunk = new float[Chunk];
                if (at < sound.Length)
                {
                    sound.AsSpan(at, Math.Min(Chunk, sound.Length - at)).CopyTo(chunk);
                }

                yield return new AudioChunk(chunk, SampleRate, at);
            }
        }
    }
}
