using System.Numerics;
using System.Runtime.InteropServices;

namespace LinlyTalker.Core.Signal;

/// <summary>Amplitude ratios and decibels.</summary>
public static class Decibels
{
    public static float ToFactor(double decibels) => (float)Math.Pow(10, decibels / 20);

    /// <returns>Negative infinity for 0.</returns>
    public static double FromFactor(double factor) => 20 * Math.Log10(factor);

    /// <summary>Multiplies the samples in place.</summary>
    public static void Apply(Span<float> samples, double decibels)
    {
        var factor = ToFactor(decibels);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] *= factor;
        }

        for (var i = vectors.Length * Vector<float>.Count; i < samples.Length; i++)
        {
            samples[i] *= factor;
        }
    }
}
