using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Phonemes;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Bench.Voice.Piper;

/// <summary>
/// Every p and b between vowels against the sound itself: the closure is where the energy of 10 ms stays within 8 dB
/// of its least within 100 ms.
/// </summary>
internal static class ClosureCheck
{
    private const double StepSeconds = 0.0025;

    private static readonly string[] Texts =
    [
        "map papa bob", "The baby put a big apple by the book.", "Peter Piper picked a peck of pickled peppers.",
        "My mother bought bananas and a pump.", "Rob the pub but keep the beer.", "A rapid bubble popped above the map.",
        "Papa's happy puppy jumped up to grab a bone.", "Please stop by the shop for a cup of soup.",
        "The upper cabin opened above a paper boat.", "Nobody happened to be about to copy the label.",
        "A robin hopped upon a pebble beside the open ruby box.", "Reply about the maple syrup before the paper is published.",
    ];

    public static async Task PrintAsync(ISpeechEngine engine, VoiceInfo voice)
    {
        var errors = new List<double>();
        var overlaps = 0;
        foreach (var text in Texts)
        {
            var said = await engine.SayAsync(text, voice, 1);
            for (var i = 1; i < said.Phonemes.Count - 1; i++)
            {
                if (said.Phonemes[i].Ipa is not ("p" or "b") || !IsVowel(said.Phonemes[i - 1]) || !IsVowel(said.Phonemes[i + 1]))
                {
                    continue;
                }

                var span = said.Phonemes[i].Span;
                var closure = Closure(said.Samples, (span.Start + span.End) / 2, said.SampleRate);
                errors.Add((closure.Start + closure.End - span.Start - span.End) * 500.0 / said.SampleRate);
                overlaps += closure.Start < span.End && span.Start < closure.End ? 1 : 0;
            }
        }

        var sorted = errors.Order().ToList();
        Console.WriteLine(
            $"p and b between vowels: {errors.Count}; the sound's closure is {sorted[errors.Count / 2]:+0;-0} ms from the span's centre "
            + $"(quartiles {sorted[errors.Count / 4]:+0;-0} … {sorted[errors.Count * 3 / 4]:+0;-0}); "
            + $"within ±40 ms {100.0 * errors.Count(e => Math.Abs(e) <= 40) / errors.Count:0} %, overlaps {100.0 * overlaps / errors.Count:0} %");
    }

    private static SampleSpan Closure(float[] samples, long centre, int rate)
    {
        var step = (int)(StepSeconds * rate);
        var first = Math.Max(0, (centre / step) - 40);
        var power = Enumerable.Range((int)first, 81).Select(i => Power(samples, (long)i * step, rate / 200)).ToArray();
        var least = Array.IndexOf(power, power.Min());
        var (low, high) = (least, least);
        while (low > 0 && power[low - 1] < power[least] + 8)
        {
            low--;
        }

        while (high < power.Length - 1 && power[high + 1] < power[least] + 8)
        {
            high++;
        }

        return new((first + low) * step, (first + high) * step);
    }

    /// <returns>Decibels.</returns>
    private static double Power(float[] samples, long centre, int half)
    {
        var (from, to) = ((int)Math.Clamp(centre - half, 0, samples.Length), (int)Math.Clamp(centre + half, 0, samples.Length));
        var sum = 0.0;
        for (var i = from; i < to; i++)
        {
            sum += samples[i] * samples[i];
        }

        return 10 * Math.Log10((sum / Math.Max(1, to - from)) + 1e-9);
    }

    private static bool IsVowel(PhonemeSpan phoneme) => PhonemeInventory.Find(phoneme.Ipa)?.IsVowel == true;
}
