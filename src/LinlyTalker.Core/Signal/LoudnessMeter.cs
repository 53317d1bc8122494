namespace LinlyTalker.Core.Signal;

/// <summary>
/// Integrated loudness of mono sound in LUFS (ITU-R BS.1770-4, EBU R 128): 400 ms blocks every 100 ms, gated at
/// −70 LUFS and then at 10 LU below the mean of what is left. Keeps one number per 100 ms.
/// </summary>
public sealed class LoudnessMeter
{
    private const double AbsoluteGate = -70;
    private const double RelativeGate = -10;
    private const int StepsPerBlock = 4;

    private readonly KWeighting weighting;
    private readonly int stepSamples;
    private readonly List<double> steps = []; // mean square of each 100 ms
    private double sum;
    private int count;

    public LoudnessMeter(int sampleRate)
    {
        weighting = new KWeighting(sampleRate);
        stepSamples = Math.Max(1, (int)Math.Round(sampleRate / 10.0));
    }

    /// <summary>The greatest absolute sample so far.</summary>
    public float Peak { get; private set; }

    /// <summary>LUFS of all that was added; negative infinity for silence and for less than 400 ms.</summary>
    public double Integrated
    {
        get
        {
            var blocks = new List<double>();
            for (var i = 0; i + StepsPerBlock <= steps.Count; i++)
            {
                blocks.Add((steps[i] + steps[i + 1] + steps[i + 2] + steps[i + 3]) / StepsPerBlock);
            }

            var loud = blocks.Where(b => Lufs(b) > AbsoluteGate).ToList();
            if (loud.Count == 0)
            {
                return double.NegativeInfinity;
            }

            var gate = Lufs(loud.Average()) + RelativeGate;
            return Lufs(loud.Where(b => Lufs(b) > gate).Average());
        }
    }

    /// <summary>Loudness of a whole sound.</summary>
    public static double Measure(ReadOnlySpan<float> samples, int sampleRate)
    {
        var meter = new LoudnessMeter(sampleRate);
        meter.Add(samples);
        return meter.Integrated;
    }

    public void Add(ReadOnlySpan<float> samples)
    {
        foreach (var sample in samples)
        {
            Peak = Math.Max(Peak, Math.Abs(sample));
            var weighted = weighting.Filter(sample);
            sum += weighted * weighted;
            if (++count == stepSamples)
            {
                steps.Add(sum / stepSamples);
                (sum, count) = (0, 0);
            }
        }
    }

    private static double Lufs(double meanSquare) => -0.691 + (10 * Math.Log10(meanSquare));
}
