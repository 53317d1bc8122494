using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal.Features;

namespace LinlyTalker.Core.Echo;

/// <summary>
/// A stream's loudness in bands of speech, fifty times a second: enough to know one sound in another, and little to keep.
/// </summary>
internal sealed class BandMeter
{
    public const int Bands = 12;

    /// <summary>Seconds from frame to frame.</summary>
    public const double Step = 0.02;

    private const double LowHertz = 150; // A telephone's width: every sample rate has it.
    private const double HighHertz = 3800;
    public const double Silence = 1e-12; // in power, far below what 16 bits hold

    private readonly List<float> waiting = [];
    private Stft? transform;
    private MelFilterBank? bank;
    private double[] power = [];
    private double scale;
    private int rate;
    private long position; // of the first that waits

    /// <param name="chunk">The stream goes on; where it does not, it is begun anew.</param>
    public List<BandFrame> Take(AudioChunk chunk)
    {
        if (chunk.SampleRate != rate || chunk.Position != position + waiting.Count)
        {
            Begin(chunk);
        }

        waiting.AddRange(chunk.Samples.Span);
        var frames = new List<BandFrame>();
        var at = 0;
        for (var samples = waiting.ToArray(); at + transform!.FrameLength <= samples.Length; at += transform.Hop)
        {
            transform.Power(samples.AsSpan(at), power);
            var decibels = new float[Bands];
            for (var band = 0; band < Bands; band++)
            {
                decibels[band] = (float)(10 * Math.Log10((bank!.Apply(band, power) * scale) + Silence));
            }

            frames.Add(new BandFrame((position + at + transform.Hop) / (double)rate, decibels));
        }

        waiting.RemoveRange(0, at);
        position += at;
        return frames;
    }

    private void Begin(AudioChunk chunk)
    {
        waiting.Clear();
        position = chunk.Position;
        if (chunk.SampleRate == rate)
        {
            return;
        }

        rate = chunk.SampleRate;
        var hop = (int)Math.Round(rate * Step);
        transform = new Stft(Stft.PeriodicHann(2 * hop), hop);
        bank = new MelFilterBank(rate, 2 * hop, Bands, LowHertz, Math.Min(HighHertz, rate / 2.0), MelScale.Slaney, equalArea: true);
        power = new double[transform.BinCount];
        scale = 1.0 / ((double)hop * hop);
    }
}

/// <param name="Time">Of its middle, in seconds.</param>
/// <param name="Decibels">Of each band.</param>
internal sealed record BandFrame(double Time, float[] Decibels);
