using System.Buffers.Binary;

namespace LinlyTalker.Core.Signal;

/// <summary>16-bit samples: full scale is 32768, what is louder is clipped. As bytes they are little-endian.</summary>
public static class Pcm16
{
    public const float Scale = 32768;

    public static short Of(float sample) => (short)Math.Clamp(MathF.Round(sample * Scale), short.MinValue, short.MaxValue);

    /// <returns>Two for each sample.</returns>
    public static byte[] Bytes(ReadOnlySpan<float> samples)
    {
        var bytes = new byte[samples.Length * sizeof(short)];
        Write(samples, bytes);
        return bytes;
    }

    /// <param name="bytes">Twice as many as there are samples.</param>
    public static void Write(ReadOnlySpan<float> samples, Span<byte> bytes)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes[(sizeof(short) * i)..], Of(samples[i]));
        }
    }

    /// <param name="bytes">Whole samples.</param>
    /// <param name="samples">Half as many, in [-1, 1).</param>
    public static void Read(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        for (var i = 0; i < bytes.Length / sizeof(short); i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(sizeof(short) * i)..]) / Scale;
        }
    }
}
