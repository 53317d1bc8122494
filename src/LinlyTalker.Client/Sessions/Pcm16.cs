using System.Buffers.Binary;

namespace LinlyTalker.Client.Sessions;

/// <summary>16-bit little-endian samples, as the wire has them.</summary>
public static class Pcm16
{
    /// <param name="samples">float32 in [-1, 1]; what is louder is clipped.</param>
    /// <param name="bytes">Twice as many.</param>
    public static void Write(ReadOnlySpan<float> samples, Span<byte> bytes)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var value = (short)Math.Clamp(MathF.Round(samples[i] * 32768), short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(bytes[(2 * i)..], value);
        }
    }

    /// <param name="bytes">Whole samples.</param>
    /// <param name="samples">Half as many, in [-1, 1).</param>
    public static void Read(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        for (var i = 0; i < bytes.Length / 2; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) / 32768f;
        }
    }
}
