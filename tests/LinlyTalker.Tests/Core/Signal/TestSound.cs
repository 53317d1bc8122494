namespace LinlyTalker.Tests.Core.Signal;

/// <summary>Sounds that any language makes the same, so that goldens need no files.</summary>
internal static class TestSound
{
    public static float[] Sine(double hertz, int sampleRate, int count, double amplitude = 1)
    {
        var result = new float[count];
        for (var i = 0; i < count; i++)
        {
            result[i] = (float)(amplitude * Math.Sin(2 * Math.PI * hertz * i / sampleRate));
        }

        return result;
    }

    /// <summary>White, in [-1, 1]: the linear congruence 1664525 s + 1013904223 modulo 2^32.</summary>
    public static float[] Noise(int count, uint seed = 12345)
    {
        var result = new float[count];
        for (var i = 0; i < count; i++)
        {
            seed = (seed * 1664525) + 1013904223;
            result[i] = (float)((seed / 4294967296.0 * 2) - 1);
        }

        return result;
    }
}
