using System.Numerics;
using System.Runtime.InteropServices;

namespace LinlyTalker.Core.Signal;

/// <summary>
/// Changes the sample rate by any ratio, piece by piece, with linear phase and no delay in the result: output sample
/// <c>n</c> is the sound at <c>n / toRate</c> seconds. Flat to 0.9 of the lower Nyquist frequency (ripple below
/// 0.01 dB), at least 90 dB down above it, so nothing aliases.
/// </summary>
public sealed class Resampler
{
    private const double StopDecibels = 96;
    private const double PassBand = 0.9;

    /// <summary>With more phases than this the two nearest are mixed; the error stays below −110 dB.</summary>
    private const int MaxPhases = 1024;

    private readonly int upstep; // reduced toRate
    private readonly int downstep; // reduced fromRate
    private readonly int phases;
    private readonly int before; // input samples that the kernel reaches back
    private readonly int taps;
    private readonly float[] kernels; // (phases + 1, taps)

    private float[] pending;
    private int pendingCount; // begins at the first input sample that the next output needs
    private long numerator; // the next output lies at pending[before] + numerator / upstep
    private long received;
    private long produced;

    /// <exception cref="ArgumentOutOfRangeException">A rate is not positive.</exception>
    public Resampler(int fromRate, int toRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fromRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(toRate);
        FromRate = fromRate;
        ToRate = toRate;
        var divisor = (int)BigInteger.GreatestCommonDivisor(fromRate, toRate);
        upstep = toRate / divisor;
        downstep = fromRate / divisor;
        if (upstep == downstep)
        {
            (phases, taps, kernels, pending) = (1, 0, [], []);
            return;
        }

        phases = Math.Min(upstep, MaxPhases);
        var nyquist = 0.5 * Math.Min(1.0, (double)toRate / fromRate); // in cycles per input sample
        var filter = new KaiserSinc(PassBand * nyquist, nyquist, StopDecibels);
        before = (int)Math.Ceiling(filter.HalfWidth);
        taps = (2 * before) + 1;
        taps += Vector<float>.Count - (taps % Vector<float>.Count);
        kernels = Kernels(filter);
        pending = new float[before + taps];
        pendingCount = before; // silence before the beginning
    }

    public int FromRate { get; }

    public int ToRate { get; }

    /// <summary>A whole sound at once; ⌈length × toRate / fromRate⌉ samples.</summary>
    public static float[] Resample(ReadOnlySpan<float> samples, int fromRate, int toRate)
    {
        var resampler = new Resampler(fromRate, toRate);
        var result = new float[resampler.OutputCount(samples.Length)];
        var count = resampler.Process(samples, result);
        resampler.Flush(result.AsSpan(count));
        return result;
    }

    /// <summary>The longest output that <see cref="Process(ReadOnlySpan{float}, Span{float})"/> can give.</summary>
    public int MaxOutput(int inputCount) => checked((int)((((long)inputCount + taps) * upstep / downstep) + 1));

    /// <summary>Takes the next piece and gives what it makes certain; the rest comes with later pieces.</summary>
    /// <param name="output">At least <see cref="MaxOutput"/> long.</param>
    /// <returns>Samples written.</returns>
    public int Process(ReadOnlySpan<float> input, Span<float> output)
    {
        received += input.Length;
        if (taps == 0)
        {
            input.CopyTo(output);
            return input.Length;
        }

        return Filter(input, output);
    }

    /// <inheritdoc cref="Process(ReadOnlySpan{float}, Span{float})"/>
    public float[] Process(ReadOnlySpan<float> input)
    {
        var output = new float[MaxOutput(input.Length)];
        return output[..Process(input, output)];
    }

    /// <summary>Gives the last samples, as if silence followed, and is ready for another sound.</summary>
    /// <param name="output">At least <see cref="MaxOutput"/> of 0 long, or as long as is known to be left.</param>
    public int Flush(Span<float> output)
    {
        if (taps == 0)
        {
            return 0;
        }

        var left = (int)(OutputCount(received) - produced);
        var count = Filter(new float[taps], output[..left]);
        Array.Clear(pending);
        (pendingCount, numerator, received, produced) = (before, 0, 0, 0);
        return count;
    }

    /// <inheritdoc cref="Flush(Span{float})"/>
    public float[] Flush()
    {
        var output = new float[MaxOutput(0)];
        return output[..Flush(output)];
    }

    private long OutputCount(long inputCount) => ((inputCount * upstep) + downstep - 1) / downstep;

    private int Filter(ReadOnlySpan<float> input, Span<float> output)
    {
        if (pending.Length < pendingCount + input.Length)
        {
            Array.Resize(ref pending, pendingCount + input.Length);
        }

        input.CopyTo(pending.AsSpan(pendingCount));
        pendingCount += input.Length;
        var (start, count) = (0, 0);
        while (start + taps <= pendingCount && count < output.Length)
        {
            output[count++] = At(pending.AsSpan(start, taps));
            numerator += downstep;
            start += (int)(numerator / upstep);
            numerator %= upstep;
        }

        pending.AsSpan(start, pendingCount - start).CopyTo(pending);
        pendingCount -= start;
        produced += count;
        return count;
    }

    private float At(ReadOnlySpan<float> window)
    {
        if (phases == upstep)
        {
            return Dot(window, Kernel((int)numerator));
        }

        var (phase, rest) = Math.DivRem(numerator * phases, upstep);
        var fraction = (float)rest / upstep;
        var low = Dot(window, Kernel((int)phase));
        return low + (fraction * (Dot(window, Kernel((int)phase + 1)) - low));
    }

    private ReadOnlySpan<float> Kernel(int phase) => kernels.AsSpan(phase * taps, taps);

    private float[] Kernels(KaiserSinc filter)
    {
        var result = new float[(phases + 1) * taps];
        for (var phase = 0; phase <= phases; phase++)
        {
            var row = new double[taps];
            for (var tap = 0; tap < taps; tap++)
            {
                row[tap] = filter.At(tap - before - ((double)phase / phases));
            }

            var sum = row.Sum(); // every phase passes a constant unchanged, else the phases would ripple
            for (var tap = 0; tap < taps; tap++)
            {
                result[(phase * taps) + tap] = (float)(row[tap] / sum);
            }
        }

        return result;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var left = MemoryMarshal.Cast<float, Vector<float>>(a);
        var right = MemoryMarshal.Cast<float, Vector<float>>(b);
        var (even, odd) = (Vector<float>.Zero, Vector<float>.Zero);
        var i = 0;
        for (; i + 1 < left.Length; i += 2)
        {
            even = Vector.FusedMultiplyAdd(left[i], right[i], even);
            odd = Vector.FusedMultiplyAdd(left[i + 1], right[i + 1], odd);
        }

        if (i < left.Length)
        {
            even = Vector.FusedMultiplyAdd(left[i], right[i], even);
        }

        return Vector.Sum(even + odd);
    }
}
