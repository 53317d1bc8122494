namespace LinlyTalker.Core.Signal;

/// <summary>
/// Keeps every sample within a ceiling by turning the sound down a moment before it would pass, and up again
/// slowly: no sample is clipped. The gain is the least that any sample within the look-ahead asks for, released
/// exponentially and then averaged over the look-ahead, so it never jumps and is low enough in time.
/// The result has no delay and is the same however the sound is cut into pieces.
/// </summary>
public sealed class Limiter
{
    private readonly float ceiling;
    private readonly double release; // share of the way back to 1, per sample
    private readonly float[] delayed; // ring of the last window samples
    private readonly double[] gains; // ring of the released gains, averaged
    private readonly SlidingMinimum needed; // of the gains that the window's samples ask for
    private double gainSum;
    private double released = 1;
    private long received;

    /// <param name="ceilingDecibels">Below full scale, such as −1.</param>
    public Limiter(int sampleRate, double ceilingDecibels = -1, TimeSpan? lookAhead = null, TimeSpan? release = null)
    {
        ceiling = Decibels.ToFactor(ceilingDecibels);
        var window = Math.Max(1, (int)((lookAhead ?? TimeSpan.FromMilliseconds(5)).TotalSeconds * sampleRate));
        this.release = 1 - Math.Exp(-1 / ((release ?? TimeSpan.FromMilliseconds(80)).TotalSeconds * sampleRate));
        delayed = new float[window];
        gains = new double[window];
        needed = new SlidingMinimum(window);
        Array.Fill(gains, 1);
        gainSum = window;
    }

    /// <summary>Samples that <see cref="Flush"/> gives at most.</summary>
    public int LookAhead => delayed.Length - 1;

    /// <summary>Limits a whole sound.</summary>
    public static float[] Limit(ReadOnlySpan<float> samples, int sampleRate, double ceilingDecibels = -1)
    {
        var limiter = new Limiter(sampleRate, ceilingDecibels);
        var result = new float[samples.Length];
        var count = limiter.Process(samples, result);
        limiter.Flush(result.AsSpan(count));
        return result;
    }

    /// <summary>Takes the next piece and gives what the look-ahead makes certain.</summary>
    /// <param name="output">At least as long as the input; may be the input.</param>
    /// <returns>Samples written.</returns>
    public int Process(ReadOnlySpan<float> input, Span<float> output)
    {
        var count = 0;
        foreach (var sample in input)
        {
            var limited = Next(sample);
            if (received > LookAhead)
            {
                output[count++] = limited;
            }
        }

        return count;
    }

    /// <summary>Gives the last samples, and is ready for another sound.</summary>
    /// <param name="output">At least <see cref="LookAhead"/> long, or as long as is known to be left.</param>
    /// <returns>Samples written.</returns>
    public int Flush(Span<float> output)
    {
        var count = 0;
        for (var left = Math.Min(received, LookAhead); left > 0;)
        {
            var limited = Next(0);
            if (received > LookAhead)
            {
                output[count++] = limited;
                left--;
            }
        }

        needed.Clear();
        Array.Fill(gains, 1);
        (gainSum, released, received) = (gains.Length, 1, 0);
        return count;
    }

    /// <returns>The sample that came <see cref="LookAhead"/> samples ago, limited.</returns>
    private float Next(float sample)
    {
        var least = needed.Next(Math.Abs(sample) > ceiling ? ceiling / (double)Math.Abs(sample) : 1);
        var slot = (int)(received % delayed.Length);
        released = Math.Min(least, released + ((1 - released) * release));
        gainSum += released - gains[slot];
        gains[slot] = released;
        delayed[slot] = sample;
        received++;
        var oldest = delayed[received % delayed.Length];

        // The gain is low enough already; the clamp takes away the last bit of rounding.
        return Math.Clamp((float)(oldest * (gainSum / gains.Length)), -ceiling, ceiling);
    }
}
