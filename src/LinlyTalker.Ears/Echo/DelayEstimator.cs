using System.Numerics;
using LinlyTalker.Core.Signal;
using LinlyTalker.Core.Signal.Features;

namespace LinlyTalker.Ears.Echo;

/// <summary>
/// Finds how late the echo of what is played is heard: the peak of the cross-correlation with all frequencies weighted
/// alike (generalised cross-correlation with phase transform, Knapp and Carter, 1976), up to 2 kHz, over the last two
/// seconds, averaged while it is unsure. One stream each.
/// </summary>
internal sealed class DelayEstimator
{
    private const int SampleRate = 16000;
    private const int Rate = 4000;
    private const int Window = 8192; // 2 s
    private const double Kept = 0.7; // of the spectrum that was gathered before
    private const double Clear = 8; // peak against the deviation of the rest
    private const double Quiet = 1e-3;

    private readonly Resampler heardDown = new(SampleRate, Rate);
    private readonly Resampler playedDown = new(SampleRate, Rate);
    private readonly double[] heard = new double[Window];
    private readonly double[] played = new double[Window];
    private readonly Complex[] gathered;
    private readonly Fourier fourier = new(Window);
    private readonly int longest;
    private readonly int near; // A peak that moves no further is within the filter's tail.
    private int since;
    private int candidate = -1;
    private int settled;

    /// <param name="near">A change below it is none.</param>
    public DelayEstimator(TimeSpan longestDelay, TimeSpan near)
    {
        (longest, this.near) = ((int)(longestDelay.TotalSeconds * Rate), (int)(near.TotalSeconds * Rate));
        gathered = new Complex[fourier.BinCount];
    }

    /// <summary>Takes the next sound of both, equally long.</summary>
    /// <returns>The delay in samples of 16 kHz when it was found to be another one; null otherwise.</returns>
    public int? Next(ReadOnlySpan<float> microphone, ReadOnlySpan<float> loudspeaker)
    {
        var count = Push(heard, heardDown.Process(microphone));
        Push(played, playedDown.Process(loudspeaker));
        since += count;
        // Twice a second; every two seconds once it is known.
        if (since < (candidate == settled && candidate >= 0 ? 2 * Rate : Rate / 2) || played.Count(p => Math.Abs(p) > Quiet) < Window / 4)
        {
            return null;
        }

        since = 0;
        return Look() is { } peak ? Decide(peak) : null;
    }

    private int? Decide(int peak)
    {
        var again = Math.Abs(peak - candidate) <= Rate / 200;
        candidate = peak;
        if (!again || Math.Abs(peak - settled) <= near)
        {
            return null;
        }

        settled = peak;
        return peak * (SampleRate / Rate);
    }

    /// <summary>The lag of a clear peak, in samples of 4 kHz.</summary>
    private int? Look()
    {
        var (h, p) = (new Complex[fourier.BinCount], new Complex[fourier.BinCount]);
        fourier.Transform(heard, h);
        fourier.Transform(played, p);
        var (even, odd) = (new double[Window], new double[Window]);
        for (var k = 1; k < fourier.BinCount - 1; k++)
        {
            gathered[k] = (gathered[k] * Kept) + (h[k] * Complex.Conjugate(p[k]));
            var white = gathered[k] / (Complex.Abs(gathered[k]) + 1e-12);
            (even[k], even[Window - k]) = (white.Real, white.Real);
            (odd[k], odd[Window - k]) = (white.Imaginary, -white.Imaginary);
        }

        // The inverse transform of a spectrum by two forward transforms of real signals.
        fourier.Transform(even, h);
        fourier.Transform(odd, p);
        var (best, square) = (0, 0.0);
        for (var lag = 0; lag <= longest; lag++)
        {
            var value = h[lag].Real + p[lag].Imaginary;
            square += value * value;
            best = value > h[best].Real + p[best].Imaginary ? lag : best;
        }

        return h[best].Real + p[best].Imaginary > Clear * Math.Sqrt(square / longest) ? best : null;
    }

    private static int Push(double[] window, float[] samples)
    {
        window.AsSpan(samples.Length).CopyTo(window);
        for (var i = 0; i < samples.Length; i++)
        {
            window[window.Length - samples.Length + i] = samples[i];
        }

        return samples.Length;
    }
}
