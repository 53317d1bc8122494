using LinlyTalker.Core.Signal;

namespace LinlyTalker.Voice.Streaming;

/// <summary>
/// What is done to a sentence's samples on their way into a stream: rate, level, limit, a fade where the sound is cut
/// off, silence up to the length. Pieces of any size give the same samples.
/// </summary>
/// <param name="start">The first sample that is kept, at the stream's rate.</param>
/// <param name="length">Samples that come out.</param>
/// <param name="soundEnd">Where the sound ends among them.</param>
internal sealed class SentenceFilter(int fromRate, int toRate, double gainDecibels, long start, long length, long soundEnd)
{
    private const double CeilingDecibels = -1;
    private const int FadeSamples = 64;

    private readonly Resampler resampler = new(fromRate, toRate);
    private readonly Limiter limiter = new(toRate, CeilingDecibels);
    private readonly float gain = Decibels.ToFactor(gainDecibels);
    private long skip = start;
    private long taken; // into the limiter
    private long given; // out of it

    public float[] Process(ReadOnlySpan<float> piece, bool isLast)
    {
        var samples = Take(resampler.Process(piece));
        if (isLast)
        {
            var rest = Take(resampler.Flush());
            samples = [.. samples, .. rest, .. new float[length - taken]];
            taken = length;
        }

        var result = new float[samples.Length + (isLast ? limiter.LookAhead : 0)];
        var count = limiter.Process(samples, result);
        count += isLast ? limiter.Flush(result.AsSpan(count)) : 0;
        var limited = result[..count];
        FadeOut(limited);
        given += count;
        return limited;
    }

    /// <summary>The part of the next samples that lies within what is kept.</summary>
    private float[] Take(ReadOnlySpan<float> samples)
    {
        var skipped = (int)Math.Min(skip, samples.Length);
        skip -= skipped;
        float[] kept = [.. samples[skipped..][..(int)Math.Min(samples.Length - skipped, length - taken)]];
        foreach (ref var sample in kept.AsSpan())
        {
            sample *= gain;
        }

        taken += kept.Length;
        return kept;
    }

    /// <summary>A sound that is cut off would click.</summary>
    private void FadeOut(Span<float> samples)
    {
        for (var i = Math.Max(0, soundEnd - FadeSamples - given); i < Math.Min(soundEnd - given, samples.Length); i++)
        {
            samples[(int)i] *= (soundEnd - given - i - 1) / (float)FadeSamples;
        }
    }
}
