using System.Numerics;
using System.Runtime.InteropServices;

namespace LinlyTalker.Ears.Whisper.Search;

/// <summary>Arithmetic on rows of logits; a forbidden one is negative infinity.</summary>
internal static class Logits
{
    public static int Largest(ReadOnlySpan<float> logits)
    {
        var best = Max(logits);
        return Math.Max(0, logits.IndexOf(best));
    }

    public static float Max(ReadOnlySpan<float> logits)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        var most = new Vector<float>(float.NegativeInfinity);
        foreach (var vector in vectors)
        {
            most = Vector.Max(most, vector);
        }

        var max = float.NegativeInfinity;
        for (var i = 0; i < Vector<float>.Count; i++)
        {
            max = Math.Max(max, most[i]);
        }

        foreach (var logit in logits[(vectors.Length * Vector<float>.Count)..])
        {
            max = Math.Max(max, logit);
        }

        return max;
    }

    /// <summary>Logarithm of the sum of their exponentials; negative infinity when all are forbidden.</summary>
    public static float LogSum(ReadOnlySpan<float> logits)
    {
        var max = Max(logits);
        if (float.IsNegativeInfinity(max))
        {
            return max;
        }

        var vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        var sums = Vector<float>.Zero;
        var offset = new Vector<float>(max);
        foreach (var vector in vectors)
        {
            sums += Vector.Exp(vector - offset);
        }

        var sum = Vector.Sum(sums);
        foreach (var logit in logits[(vectors.Length * Vector<float>.Count)..])
        {
            sum += MathF.Exp(logit - max);
        }

        return max + MathF.Log(sum);
    }

    /// <summary>Draws one by its probability at a temperature.</summary>
    public static int Draw(ReadOnlySpan<float> logits, float temperature, Random random)
    {
        var max = Max(logits);
        var total = 0.0;
        foreach (var logit in logits)
        {
            total += Math.Exp((logit - max) / temperature);
        }

        var left = random.NextDouble() * total;
        for (var i = 0; i < logits.Length; i++)
        {
            left -= Math.Exp((logits[i] - max) / temperature);
            if (left < 0)
            {
                return i;
            }
        }

        return Largest(logits);
    }
}
