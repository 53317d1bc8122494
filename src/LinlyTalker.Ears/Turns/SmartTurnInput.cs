using LinlyTalker.Core.Signal.Features;

namespace LinlyTalker.Ears.Turns;

/// <summary>What Smart Turn sees of a sound: Whisper's log-mel of its last 8 s.</summary>
public static class SmartTurnInput
{
    public const int Mels = 80;
    public const int Frames = 800;
    private const int Window = 8 * LogMel.SampleRate;

    /// <param name="samples">Mono at 16 kHz, float32 in [-1, 1]; only the last 8 s count.</param>
    /// <returns>Shape (mels, frames) = (80, 800), mel by mel.</returns>
    public static float[] Of(ReadOnlySpan<float> samples)
    {
        var window = new float[Window];
        var kept = samples.Length > Window ? samples[^Window..] : samples;
        kept.CopyTo(window.AsSpan(Window - kept.Length));
        Normalise(window);
        return LogMel.Whisper(window, Mels).Values;
    }

    /// <summary>Mean 0 and variance 1 over the whole window: the silence put in front counts, as in the model's training.</summary>
    private static void Normalise(Span<float> window)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var sample in window)
        {
            sum += sample;
            squares += (double)sample * sample;
        }

        var mean = sum / window.Length;
        var scale = 1 / Math.Sqrt(Math.Max(0, (squares / window.Length) - (mean * mean)) + 1e-7);
        for (var i = 0; i < window.Length; i++)
        {
            window[i] = (float)((window[i] - mean) * scale);
        }
    }
}
