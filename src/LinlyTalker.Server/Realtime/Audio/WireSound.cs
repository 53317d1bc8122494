using System.Buffers.Binary;
using LinlyTalker.Core.Signal;

namespace LinlyTalker.Server.Realtime.Audio;

/// <summary>Between the wire's bytes and samples in [-1, 1].</summary>
internal static class WireSound
{
    /// <param name="bytes">Whole samples.</param>
    public static float[] Decode(ReadOnlySpan<byte> bytes, SoundFormat format)
    {
        var samples = new float[bytes.Length / format.BytesPerSample()];
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = format switch
            {
                SoundFormat.MuLaw => G711.DecodeMu(bytes[i]),
                SoundFormat.ALaw => G711.DecodeA(bytes[i]),
                _ => BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]),
            };
            samples[i] = sample / Pcm16.Scale;
        }

        return samples;
    }

    public static byte[] Encode(ReadOnlySpan<float> samples, SoundFormat format)
    {
        var bytes = new byte[samples.Length * format.BytesPerSample()];
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = Pcm16.Of(samples[i]);
            switch (format)
            {
                case SoundFormat.MuLaw:
                    bytes[i] = G711.EncodeMu(sample);
                    break;
                case SoundFormat.ALaw:
                    bytes[i] = G711.EncodeA(sample);
                    break;
                default:
                    BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), sample);
                    break;
            }
        }

        return bytes;
    }
}
