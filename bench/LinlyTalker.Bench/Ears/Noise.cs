namespace LinlyTalker.Bench.Ears;

/// <summary>Made noises, the same in every run.</summary>
internal static class Noise
{
    public const int Seed = 7;

    /// <summary>Pink: equal energy per octave (Kellet's sum of six one-pole filters over white noise).</summary>
    public static float[] Pink(int count)
    {
        var random = new Random(Seed);
        double[] poles = [0.99886, 0.99332, 0.96900, 0.86650, 0.55000, -0.7616];
        double[] gains = [0.0555179, 0.0750759, 0.1538520, 0.3104856, 0.5329522, -0.0168980];
        var state = new double[6];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var white = (random.NextDouble() * 2) - 1;
            for (var i = 0; i < 6; i++)
            {
                state[i] = (poles[i] * state[i]) + (gains[i] * white);
            }

            return (float)((state.Sum() + (white * 0.5362)) * 0.11);
        })];
    }

    /// <summary>A fan: pink air and the hum of the motor's first four harmonics at 100 Hz.</summary>
    public static float[] Fan(int count)
    {
        var air = Pink(count);
        for (var i = 0; i < count; i++)
        {
            for (var harmonic = 1; harmonic <= 4; harmonic++)
            {
                air[i] += 0.03f / harmonic * MathF.Sin(2 * MathF.PI * 100 * harmonic * i / 16000);
            }
        }

        return air;
    }

    /// <summary>Sound with silence before and after, and a noise under all of it.</summary>
    /// <param name="noise">At least as long as the result; null for none.</param>
    /// <param name="ratio">Of the sound's power to the noise's, in dB.</param>
    public static float[] Mix(float[] sound, int before, int after, float[]? noise, double ratio)
    {
        var result = new float[before + sound.Length + after];
        sound.CopyTo(result, before);
        if (noise is null)
        {
            return result;
        }

        var scale = (float)(Math.Sqrt(Power(sound) / Power(noise.AsSpan(0, result.Length))) * Math.Pow(10, -ratio / 20));
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Math.Clamp(result[i] + (scale * noise[i]), -1, 1);
        }

        return result;
    }

    private static double Power(ReadOnlySpan<float> sound)
    {
        double sum = 0;
        foreach (var sample in sound)
        {
            sum += sample * (double)sample;
        }

        return sum / sound.Length;
    }
}
