namespace LinlyTalker.Core.Signal.Features;

/// <summary>Short-time Fourier transform: windowed frames of a sound, one every hop. One per thread.</summary>
/// <param name="window">As long as the transform.</param>
/// <param name="hop">Samples from frame to frame.</param>
public sealed class Stft(double[] window, int hop)
{
    private readonly Fourier fourier = new(window.Length);
    private readonly double[] frame = new double[window.Length];

    public int FrameLength => window.Length;

    public int BinCount => fourier.BinCount;

    public int Hop => hop;

    /// <summary>Hann's window as signal processing takes it, without the repeated end: period equals length.</summary>
    public static double[] PeriodicHann(int length) => Hann(length, length);

    /// <summary>Hann's window with both ends zero.</summary>
    public static double[] SymmetricHann(int length) => Hann(length, length - 1);

    /// <summary>Power spectrum of the frame that begins at a sample.</summary>
    /// <param name="samples">From the frame's first sample on.</param>
    /// <param name="power"><see cref="BinCount"/> long.</param>
    public void Power(ReadOnlySpan<float> samples, Span<double> power)
    {
        for (var i = 0; i < frame.Length; i++)
        {
            frame[i] = window[i] * samples[i];
        }

        fourier.Power(frame, power);
    }

    private static double[] Hann(int length, int period)
    {
        var result = new double[length];
        for (var i = 0; i < length; i++)
        {
            result[i] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / period));
        }

        return result;
    }
}
