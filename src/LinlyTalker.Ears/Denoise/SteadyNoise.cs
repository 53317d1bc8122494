namespace LinlyTalker.Ears.Denoise;

/// <summary>
/// Tells from the windows in which nobody speaks whether there is a loud enough noise that does not change: the kind
/// that a noise suppressor takes away. Clean sound is left alone, which a suppressor would only harm.
/// </summary>
internal sealed class SteadyNoise
{
    private const float Silence = 0.2f;
    private const double Quiet = -58; // dBFS; a good recording's floor is lower
    private const double Steady = 3; // dB of mean deviation
    private const double Share = 0.05; // of a new window: about 0.6 s until it has forgotten
    private const int Fewest = 6;

    private double level;
    private double deviation;
    private int windows;

    public bool IsPresent => windows >= Fewest && level > Quiet && deviation < Steady;

    /// <param name="window">float32 in [-1, 1].</param>
    /// <param name="speech">How likely somebody speaks in it.</param>
    public void Observe(ReadOnlySpan<float> window, float speech)
    {
        if (speech > Silence)
        {
            return;
        }

        double energy = 0;
        foreach (var sample in window)
        {
            energy += sample * sample;
        }

        var decibels = 10 * Math.Log10((energy / window.Length) + 1e-12);
        windows++;
        var share = Math.Max(Share, 1.0 / windows);
        deviation += share * (Math.Abs(decibels - level) - deviation);
        level += share * (decibels - level);
        if (windows == 1)
        {
            deviation = 0;
        }
    }
}
