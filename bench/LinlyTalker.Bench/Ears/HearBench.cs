using System.Diagnostics;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears;
using LinlyTalker.Ears.Denoise;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Models.Homes;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Ears;

/// <summary>
/// How well the ears hear recorded prompts, how fast, and in how much memory: through the whole pipeline, each prompt a
/// stream of its own with silence (or noise) around it.
/// <c>hear [PROMPTS] [WAY…]</c>; without ways, all of them.
/// </summary>
internal static class HearBench
{
    private const int SampleRate = 16000;

    private sealed record Way(string Name, bool Domain, Func<int, float[]>? Noise, Suppression Suppression, double? Pace = null, double Stretch = 1.5, float Weight = 0.9f);

    private static readonly Way[] Ways =
    [
        new("general", false, null, Suppression.OnSteadyNoise),
        new("domain", true, null, Suppression.OnSteadyNoise),
        new("domain-weighs-0.7", true, null, Suppression.OnSteadyNoise, Weight: 0.7f),
        new("domain-weighs-0.8", true, null, Suppression.OnSteadyNoise, Weight: 0.8f),
        new("domain-one-stretch", true, null, Suppression.OnSteadyNoise, Stretch: 1000),
        new("domain-every-pause", true, null, Suppression.OnSteadyNoise, Stretch: 0),
        new("domain-live", true, null, Suppression.OnSteadyNoise, Pace: 1.5),
        new("domain-pink", true, Noise.Pink, Suppression.Never),
        new("domain-pink-cleaned", true, Noise.Pink, Suppression.OnSteadyNoise),
        new("domain-fan", true, Noise.Fan, Suppression.Never),
        new("domain-fan-cleaned", true, Noise.Fan, Suppression.OnSteadyNoise),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var store = ModelStore.FromEnvironment();
        var prompts = new Prompts(store.Open("recordings-en"));
        var most = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 60;
        var read = await prompts.ReadAsync(most);
        var seconds = read.Sum(p => p.Samples.Length) / (double)SampleRate;
        Console.WriteLine($"{read.Count} prompts, {read.Sum(p => p.Words.Count)} words, {seconds:F0} s; noise at 5 dB, 3 s of it before each prompt");
        Console.WriteLine("| way | word error | sub | del | ins | turns | partials | decoder CPU s/s | our CPU s/s | end latency median / 90 % / longest ms | worker MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var way in Ways.Where(w => args.Length < 2 || args.Contains(w.Name)))
        {
            await RunAsync(way, read, prompts.OtherTexts, store, args.Contains("show"));
        }

        return 0;
    }

    private static async Task RunAsync(Way way, IReadOnlyList<Prompt> prompts, IReadOnlyList<string> others, ModelStore store, bool show)
    {
        await using var ears = new PocketSphinxEars(
            EarsModels.From(store.Open("silero-vad"), store.Open("pocketsphinx-en-us")),
            Path.Combine(LinlyHome.FromEnvironment().Cache, "ears"),
            new EarsOptions
            {
                Decoders = 1,
                Suppression = way.Suppression,
                DomainWeight = way.Weight,
                ShortestStretch = TimeSpan.FromSeconds(way.Stretch),
                Fault = e => Console.Error.WriteLine(e.Message),
            });
        var listen = new ListenOptions { Domain = way.Domain ? new DomainText("", others, []) : DomainText.Empty };
        await ears.PrepareAsync(listen.Domain);
        var noise = way.Noise?.Invoke(60 * SampleRate);
        var errors = default(WordErrors);
        var (turns, partials, seconds) = (0, 0, 0.0);
        var latencies = new List<double>();
        var decoder = Process.GetProcessById(ears.ProcessIds[0]);
        var cpu = (Own: Process.GetCurrentProcess().TotalProcessorTime, Decoder: decoder.TotalProcessorTime);
        foreach (var prompt in prompts)
        {
            var before = noise is null ? SampleRate / 2 : 3 * SampleRate;
            var sound = Noise.Mix(prompt.Samples, before, (3 * SampleRate) / 2, noise, 5);
            seconds += sound.Length / (double)SampleRate;
            var asked = 0L;
            var heard = new List<string>();
            await foreach (var utterance in ears.ListenAsync(Stream(sound, way.Pace, at => asked = at), listen))
            {
                if (utterance.IsFinal)
                {
                    // From the chunk that ended the turn to the words.
                    latencies.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                    heard.AddRange(Prompts.Normalised(utterance.Text));
                    turns++;
                }
                else
                {
                    partials++;
                }
            }

            var wrong = WordErrors.Count(prompt.Words, heard);
            errors += wrong;
            if (show && wrong.Errors > 0)
            {
                Console.WriteLine($"{prompt.Name}: {wrong.Errors}\n  said  {string.Join(' ', prompt.Words)}\n  heard {string.Join(' ', heard)}");
            }
        }

        decoder.Refresh();
        var own = (Process.GetCurrentProcess().TotalProcessorTime - cpu.Own).TotalSeconds / seconds;
        var theirs = (decoder.TotalProcessorTime - cpu.Decoder).TotalSeconds / seconds;
        latencies.Sort();
        Console.WriteLine(
            $"| {way.Name} | {errors.Rate:P1} | {errors.Substituted} | {errors.Deleted} | {errors.Inserted} | {turns} | {partials} | {theirs:F3} | {own:F3} "
            + $"| {latencies[latencies.Count / 2]:F0} / {latencies[latencies.Count * 9 / 10]:F0} / {latencies[^1]:F0} | {decoder.PeakWorkingSet64 >> 20} |");
    }

    /// <summary>The sound in chunks of 20 ms, at a pace or as fast as it is taken.</summary>
    private static async IAsyncEnumerable<AudioChunk> Stream(float[] sound, double? pace, Action<long> given)
    {
        const int Chunk = SampleRate / 50;
        var start = Stopwatch.GetTimestamp();
        for (var at = 0; at < sound.Length; at += Chunk)
        {
            if (pace is { } times)
            {
                var due = TimeSpan.FromSeconds((at + Chunk) / (double)SampleRate / times) - Stopwatch.GetElapsedTime(start);
                await Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero);
            }

            given(Stopwatch.GetTimestamp());
            yield return new AudioChunk(sound.AsMemory(at, Math.Min(Chunk, sound.Length - at)), SampleRate, at);
        }
    }
}
