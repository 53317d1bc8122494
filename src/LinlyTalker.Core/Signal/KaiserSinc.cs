namespace LinlyTalker.Core.Signal;

/// <summary>
/// A low-pass of the length and shape that a transition band and a stop band ask for: a sinc under a Kaiser window
/// (Kaiser and Schafer, 1980).
/// </summary>
internal sealed class KaiserSinc
{
    private readonly double cutoff;
    private readonly double beta;
    private readonly double windowPeak;

    /// <param name="passEdge">End of the pass band, in cycles per sample.</param>
    /// <param name="stopEdge">Beginning of the stop band, in cycles per sample.</param>
    /// <param name="stopDecibels">Attenuation in the stop band, above 50.</param>
    public KaiserSinc(double passEdge, double stopEdge, double stopDecibels)
    {
        cutoff = (passEdge + stopEdge) / 2;
        beta = 0.1102 * (stopDecibels - 8.7);
        windowPeak = BesselI0(beta);
        HalfWidth = (stopDecibels - 7.95) / (14.36 * (stopEdge - passEdge)) / 2;
    }

    /// <summary>Beyond this many samples from the centre the response is zero.</summary>
    public double HalfWidth { get; }

    /// <param name="time">Samples from the centre.</param>
    public double At(double time)
    {
        var edge = time / HalfWidth;
        if (Math.Abs(edge) >= 1)
        {
            return 0;
        }

        var window = BesselI0(beta * Math.Sqrt(1 - (edge * edge))) / windowPeak;
        var angle = 2 * Math.PI * cutoff * time;
        return 2 * cutoff * window * (Math.Abs(angle) < 1e-9 ? 1 : Math.Sin(angle) / angle);
    }

    private static double BesselI0(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > 1e-17 * sum; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
