namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>Sound whose loudest fifth of the spectrum is known: what the tiny recognisers hear.</summary>
internal static class Tones
{
    public const int SampleRate = 16000;

    private const int Fade = SampleRate / 20;

    /// <param name="bands">0 the lowest fifth of the mel scale, 4 the highest; −1 silence.</param>
    public static float[] Of(double seconds, params ReadOnlySpan<int> bands)
    {
        float[] hertz = [200, 700, 1600, 3200, 6200];
        var length = (int)(seconds * SampleRate);
        var samples = new float[length * bands.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            var band = bands[i / length];
            // Faded in and out: a click has a loud spectrum of its own.
            var edge = Math.Min(i % length, length - 1 - (i % length)) / (float)Fade;
            samples[i] = band < 0 ? 0 : 0.3f * Math.Min(1, edge) * MathF.Sin(i * MathF.Tau * hertz[band] / SampleRate);
        }

        return samples;
    }
}
