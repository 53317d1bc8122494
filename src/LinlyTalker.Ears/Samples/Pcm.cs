using System.Runtime.InteropServices;

namespace LinlyTalker.Ears.Samples;

/// <summary>16-bit samples, which the recogniser and the noise suppressor work on.</summary>
internal static class Pcm
{
    public const float Scale = 32768;

    public static short Of(float sample) => (short)Math.Clamp(MathF.Round(sample * Scale), short.MinValue, short.MaxValue);

    /// <summary>Little-endian bytes, as every machine has them that .NET 10 runs our libraries on.</summary>
    public static byte[] Bytes(ReadOnlySpan<float> samples)
    {
        var bytes = new byte[samples.Length * sizeof(short)];
        var values = MemoryMarshal.Cast<byte, short>(bytes.AsSpan());
        for (var i = 0; i < samples.Length; i++)
        {
            values[i] = Of(samples[i]);
        }

        return bytes;
    }
}
