using System.Diagnostics;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Language.Phonemes;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Bench.Voice;

/// <summary>
/// How fast voices speak the 20 sentences: seconds per second of speech, the wait for the first chunk, and how well
/// the reported times fit the sound (the first sound behind each pause, found by its energy, against the span).
/// </summary>
internal static class VoiceBench
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var espeak = new EspeakEngine();
        ISpeechEngine[] engines = [new FliteEngine(), espeak];
        var router = new VoiceRouter(engines);
        Console.WriteLine("voice                     speech s   wall xRT   cpu xRT   first chunk ms (median, max)   onset error ms (median, p90, n)");
        foreach (var name in args.Length > 0 ? args : ["slt", "rms", "espeak-en-us"])
        {
            await SpeakAsync(router, name, TwentySentences.English.Take(1)); // loads the voice, starts the worker
            var process = Process.GetCurrentProcess();
            var (cpu, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
            var speech = await SpeakAsync(router, name, TwentySentences.English);
            var wall = clock.Elapsed;
            process.Refresh();
            cpu = process.TotalProcessorTime - cpu;
            var waits = new List<double>();
            foreach (var sentence in TwentySentences.English)
            {
                waits.Add(await FirstChunkAsync(router, name, sentence));
            }

            var errors = OnsetErrors(speech);
            Console.WriteLine(
                $"{name,-25} {speech.Seconds,8:0.0} {wall.TotalSeconds / speech.Seconds,10:0.0000} {cpu.TotalSeconds / speech.Seconds,9:0.0000}"
                + $"   {Percentile(waits, 0.5),10:0.0} {waits.Max(),6:0.0}"
                + $"   {Percentile(errors, 0.5),20:0.0} {Percentile(errors, 0.9),6:0.0} {errors.Count,4}");
        }

        return 0;
    }

    private sealed record Spoken(float[] Samples, int SampleRate, IReadOnlyList<PhonemeSpan> Phonemes)
    {
        public double Seconds => (double)Samples.Length / SampleRate;
    }

    private static async Task<Spoken> SpeakAsync(VoiceRouter router, string voice, IEnumerable<string> texts)
    {
        var samples = new List<float>();
        var phonemes = new List<PhonemeSpan>();
        var rate = 0;
        await foreach (var chunk in router.SpeakAsync(Sentences(texts), new SpeakOptions { Voice = voice }))
        {
            samples.AddRange(chunk.Audio.Samples.Span);
            rate = chunk.Audio.SampleRate;
            foreach (var phoneme in chunk.IsLast ? chunk.Phonemes : [])
            {
                // The silence behind one sentence and that before the next are one pause.
                if (phoneme.Ipa.Length == 0 && phonemes.Count > 0 && phonemes[^1].Ipa.Length == 0)
                {
                    phonemes[^1] = phonemes[^1] with { Span = new(phonemes[^1].Span.Start, phoneme.Span.End) };
                }
                else
                {
                    phonemes.Add(phoneme);
                }
            }
        }

        return new([.. samples], rate, phonemes);
    }

    private static async Task<double> FirstChunkAsync(VoiceRouter router, string voice, string text)
    {
        var clock = Stopwatch.StartNew();
        await foreach (var chunk in router.SpeakAsync(Sentences([text]), new SpeakOptions { Voice = voice }))
        {
            return clock.Elapsed.TotalMilliseconds;
        }

        return double.NaN;
    }

    private static IAsyncEnumerable<Sentence> Sentences(IEnumerable<string> texts) =>
        texts.Select((t, i) => new Sentence { Index = i, Text = t, Spoken = t, Language = "en" }).ToAsyncEnumerable();

    /// <summary>
    /// Behind each pause of 100 ms and more, but before a stop, which begins in silence: where 5 ms of sound first
    /// pass −40 dB of the loudest 5 ms.
    /// </summary>
    private static List<double> OnsetErrors(Spoken speech)
    {
        var frame = speech.SampleRate / 200;
        var power = speech.Samples.Chunk(frame).Select(c => c.Sum(s => (double)s * s)).ToArray();
        var threshold = power.Max() * 1e-4;
        var errors = new List<double>();
        foreach (var (pause, next) in speech.Phonemes.Zip(speech.Phonemes.Skip(1)))
        {
            if (pause.Ipa.Length > 0 || pause.Span.Length < speech.SampleRate / 10
                || PhonemeInventory.Find(next.Ipa) is { Kind: PhonemeKind.Plosive or PhonemeKind.Affricate })
            {
                continue;
            }

            var middle = (int)((pause.Span.Start + pause.Span.End) / 2 / frame);
            var onset = Array.FindIndex(power, middle, p => p > threshold);
            if (onset >= 0)
            {
                errors.Add(Math.Abs(((onset * frame) - pause.Span.End) * 1000.0 / speech.SampleRate));
            }
        }

        return errors;
    }

    private static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
    }
}
