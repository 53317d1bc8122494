namespace LinlyTalker.Core.Signal.Features;

/// <summary>Triangles over a power spectrum, evenly spaced on a mel scale.</summary>
public sealed class MelFilterBank
{
    private readonly (int First, double[] Weights)[] filters;

    /// <param name="equalArea">Each triangle's area in Hz is 1 (Slaney), else its height is 1.</param>
    public MelFilterBank(
        int sampleRate, int fftSize, int melCount, double lowHertz, double highHertz, MelScale scale, bool equalArea)
    {
        ArgumentNullException.ThrowIfNull(scale);
        var (low, high) = (scale.FromHertz(lowHertz), scale.FromHertz(highHertz));
        var edges = new double[melCount + 2];
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = scale.ToHertz(low + ((high - low) * i / (melCount + 1)));
        }

        filters = new (int, double[])[melCount];
        for (var m = 0; m < melCount; m++)
        {
            filters[m] = Triangle(edges.AsSpan(m, 3), (double)sampleRate / fftSize, (fftSize / 2) + 1, equalArea);
        }
    }

    public int MelCount => filters.Length;

    public double Apply(int mel, ReadOnlySpan<double> spectrum)
    {
        var (first, weights) = filters[mel];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * spectrum[first + i];
        }

        return sum;
    }

    private static (int First, double[] Weights) Triangle(
        ReadOnlySpan<double> edges, double binHertz, int binCount, bool equalArea)
    {
        var first = Math.Max(0, (int)Math.Ceiling(edges[0] / binHertz));
        var last = Math.Min(binCount - 1, (int)Math.Floor(edges[2] / binHertz));
        var weights = new double[Math.Max(0, last - first + 1)];
        var height = equalArea ? 2 / (edges[2] - edges[0]) : 1;
        for (var i = 0; i < weights.Length; i++)
        {
            var hertz = (first + i) * binHertz;
            var rise = (hertz - edges[0]) / (edges[1] - edges[0]);
            var fall = (edges[2] - hertz) / (edges[2] - edges[1]);
            weights[i] = height * Math.Max(0, Math.Min(rise, fall));
        }

        return (first, weights);
    }
}
