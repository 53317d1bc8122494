using LinlyTalker.Core.Signal;
using LinlyTalker.Native.Speex;

namespace LinlyTalker.Ears.Denoise;

/// <summary>
/// Takes steady noise (a fan, a road) from a stream for the recogniser. Gives as many samples as it takes, later by
/// <see cref="Delay"/>; the first ones are silence. One stream each.
/// </summary>
public sealed class NoiseSuppressor : IDisposable
{
    private const int SampleRate = 16000;
    private const int Frame = 160;
    private const int Decibels = -25;

    private readonly SpeexPreprocessor speex = new(Frame, SampleRate, Decibels);
    private readonly short[] frame = new short[Frame];
    private readonly float[] ready = new float[Frame];
    private int filled;

    /// <summary>Samples that the output is behind: one frame is gathered, one is held back by the library.</summary>
    public static int Delay => 2 * Frame;

    /// <param name="samples">float32 in [-1, 1] at 16 kHz; any number.</param>
    /// <param name="cleaned">As many.</param>
    public void Process(ReadOnlySpan<float> samples, Span<float> cleaned)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            cleaned[i] = ready[filled];
            frame[filled] = Pcm16.Of(samples[i]);
            if (++filled == Frame)
            {
                speex.Run(frame);
                for (var k = 0; k < Frame; k++)
                {
                    ready[k] = frame[k] / Pcm16.Scale;
                }

                filled = 0;
            }
        }
    }

    public void Dispose() => speex.Dispose();
}
