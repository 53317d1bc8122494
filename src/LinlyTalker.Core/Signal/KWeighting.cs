namespace LinlyTalker.Core.Signal;

/// <summary>
/// The ear's weighting of ITU-R BS.1770: a shelf for the head, then a high-pass. The standard lists coefficients
/// for 48 kHz; here its two analogue sections are transformed for any rate, and give those numbers at 48 kHz.
/// </summary>
internal sealed class KWeighting(int sampleRate)
{
    private readonly Section head = HighShelf(1681.974450955533, 3.999843853973347, 0.7071752369554196, sampleRate);
    private readonly Section highPass = HighPass(38.13547087602444, 0.5003270373238773, sampleRate);

    public double Filter(double sample) => highPass.Filter(head.Filter(sample));

    private static Section HighShelf(double frequency, double gainDecibels, double q, int sampleRate)
    {
        var k = Math.Tan(Math.PI * frequency / sampleRate);
        var high = Math.Pow(10, gainDecibels / 20);
        var band = Math.Pow(high, 0.4996667741545416);
        var a0 = 1 + (k / q) + (k * k);
        return new Section(
            (high + (band * k / q) + (k * k)) / a0,
            2 * ((k * k) - high) / a0,
            (high - (band * k / q) + (k * k)) / a0,
            2 * ((k * k) - 1) / a0,
            (1 - (k / q) + (k * k)) / a0);
    }

    private static Section HighPass(double frequency, double q, int sampleRate)
    {
        var k = Math.Tan(Math.PI * frequency / sampleRate);
        var a0 = 1 + (k / q) + (k * k);
        return new Section(1, -2, 1, 2 * ((k * k) - 1) / a0, (1 - (k / q) + (k * k)) / a0);
    }

    /// <summary>A second-order section, transposed direct form II.</summary>
    private sealed class Section(double b0, double b1, double b2, double a1, double a2)
    {
        private double first;
        private double second;

        public double Filter(double x)
        {
            var y = (b0 * x) + first;
            first = (b1 * x) - (a1 * y) + second;
            second = (b2 * x) - (a2 * y);
            return y;
        }
    }
}
