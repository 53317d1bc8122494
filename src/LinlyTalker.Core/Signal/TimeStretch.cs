using System.Numerics;

namespace LinlyTalker.Core.Signal;

/// <summary>
/// Changes how long speech takes and keeps its pitch: waveform-similarity overlap-add (Verhelst and Roelands, ICASSP
/// 1993), with a window of 20 ms and a search of ± 6 ms.
/// </summary>
public static class TimeStretch
{
    /// <param name="samples">Mono.</param>
    /// <param name="sampleRate">In hertz.</param>
    /// <param name="factor">Length of the result by length of the source; 0.5 to 2.</param>
    public static float[] Apply(ReadOnlySpan<float> samples, int sampleRate, float factor)
    {
        if (factor is not (>= 0.5f and <= 2))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "Speech can be stretched by 0.5 to 2.");
        }

        var window = sampleRate / 50 / 2 * 2;
        var hop = window / 2;
        var search = sampleRate * 6 / 1000;
        if (MathF.Abs(factor - 1) < 0.01f || samples.Length < window * 2)
        {
            return samples.ToArray();
        }

        var result = new float[(int)(samples.Length * factor)];
        var fade = Hann(window);
        samples[..hop].CopyTo(result);
        var natural = 0; // where the last window would go on by itself
        for (var at = 0; at < result.Length; at += hop)
        {
            var wanted = (int)(at / factor);
            var from = at == 0 ? 0 : BestMatch(samples, natural, wanted, search, hop);
            for (var i = 0; i < window && at + i < result.Length && from + i < samples.Length; i++)
            {
                if (at == 0 && i < hop)
                {
                    continue;
                }

                result[at + i] += samples[from + i] * fade[i];
            }

            natural = from + hop;
        }

        return result;
    }

    /// <summary>The start near <paramref name="wanted"/> whose beginning looks most like what would follow naturally.</summary>
    private static int BestMatch(ReadOnlySpan<float> samples, int natural, int wanted, int search, int length)
    {
        var low = Math.Max(0, wanted - search);
        var high = Math.Min(samples.Length - length, wanted + search);
        if (natural + length > samples.Length || high <= low)
        {
            return Math.Clamp(wanted, 0, Math.Max(0, samples.Length - length));
        }

        var target = samples.Slice(natural, length);
        var best = low;
        var bestScore = float.MinValue;
        for (var candidate = low; candidate <= high; candidate++)
        {
            var piece = samples.Slice(candidate, length);
            var score = Dot(piece, target) / MathF.Sqrt(Dot(piece, piece) + 1e-9f);
            if (score > bestScore)
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return best;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        }

        var total = Vector.Sum(sum);
        for (; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }

    private static float[] Hann(int length)
    {
        var window = new float[length];
        for (var i = 0; i < length; i++)
        {
            window[i] = 0.5f - (0.5f * MathF.Cos(2 * MathF.PI * i / length));
        }

        return window;
    }
}
