namespace LinlyTalker.Ears.Whisper.Times;

/// <summary>Loudness of a sound in windows of 10 ms, and what of it is loud enough to be speech.</summary>
internal sealed class Envelope
{
    public const int Window = 160;

    /// <summary>Speech lies less than 35 dB below the loudest window.</summary>
    private const double Range = 3.2e-4;

    private readonly float[] power;
    private readonly float threshold;

    public Envelope(ReadOnlySpan<float> samples)
    {
        power = new float[(samples.Length + Window - 1) / Window];
        var most = 0f;
        for (var i = 0; i < power.Length; i++)
        {
            var window = samples[(i * Window)..Math.Min(samples.Length, (i + 1) * Window)];
            var sum = 0f;
            foreach (var sample in window)
            {
                sum += sample * sample;
            }

            power[i] = sum / window.Length;
            most = Math.Max(most, power[i]);
        }

        threshold = (float)(most * Range);
    }

    public int Length => power.Length;

    public float this[int window] => power[window];

    public bool IsLoud(int window) => power[window] > threshold;
}
