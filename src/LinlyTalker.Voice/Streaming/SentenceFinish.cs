using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Streaming;

/// <summary>Makes an engine's sentence part of a stream: its level, its rate, and the silence around it.</summary>
internal static class SentenceFinish
{
    private const double CeilingDecibels = -1;
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(30);

    /// <param name="gainDecibels">The voice's.</param>
    /// <param name="sampleRate">The stream's.</param>
    /// <param name="pause">The silence behind the last sound.</param>
    public static SaidSentence Finish(SaidSentence said, double gainDecibels, int sampleRate, TimeSpan pause)
    {
        var samples = Resampler.Resample(said.Samples, said.SampleRate, sampleRate);
        var scale = (double)sampleRate / said.SampleRate;
        var (first, last) = Sounding(said);
        var start = Math.Max(0, Scale(first) - (long)(Lead.TotalSeconds * sampleRate));
        var end = Scale(last);
        var length = end - start + (long)(pause.TotalSeconds * sampleRate);

        var gain = Decibels.ToFactor(gainDecibels);
        var result = new float[length];
        for (var i = 0; i < length && start + i < samples.Length; i++)
        {
            result[i] = samples[start + i] * gain;
        }

        result = Limiter.Limit(result, sampleRate, CeilingDecibels);
        FadeOut(result, (int)Math.Min(length, samples.Length - start));
        return new(result, sampleRate, Phonemes(said, Shift, length), [.. said.Words.Select(w => w with { Span = Shift(w.Span) })]);

        long Scale(long at) => Math.Min((long)Math.Round(at * scale), samples.Length);

        SampleSpan Shift(SampleSpan span) =>
            new(Math.Clamp(Scale(span.Start) - start, 0, length), Math.Clamp(Scale(span.End) - start, 0, length));
    }

    /// <summary>Where the first sound begins and the last one ends.</summary>
    private static (long First, long Last) Sounding(SaidSentence said)
    {
        var sounds = said.Phonemes.Where(p => p.Ipa.Length > 0).ToList();
        return sounds.Count == 0 ? (0, said.Samples.Length) : (sounds[0].Span.Start, sounds[^1].Span.End);
    }

    /// <summary>The phonemes moved, those that fell away left out, the last silence as long as the pause.</summary>
    private static List<PhonemeSpan> Phonemes(SaidSentence said, Func<SampleSpan, SampleSpan> shift, long length)
    {
        var phonemes = said.Phonemes
            .Select(p => p with { Span = shift(p.Span) })
            .Where(p => p.Span.Length > 0)
            .ToList();
        if (phonemes.Count > 0 && phonemes[^1].Ipa.Length == 0)
        {
            phonemes[^1] = phonemes[^1] with { Span = new(phonemes[^1].Span.Start, length) };
        }
        else if (phonemes.Count > 0 && phonemes[^1].Span.End < length)
        {
            phonemes.Add(new("", new SampleSpan(phonemes[^1].Span.End, length)));
        }

        return phonemes;
    }

    /// <summary>A sound that is cut off would click.</summary>
    private static void FadeOut(float[] samples, int end)
    {
        const int FadeSamples = 64;
        for (var i = 1; i <= FadeSamples && end - i >= 0; i++)
        {
            samples[end - i] *= (float)(i - 1) / FadeSamples;
        }
    }
}
