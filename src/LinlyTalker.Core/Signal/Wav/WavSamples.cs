using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LinlyTalker.Core.Signal.Wav;

/// <summary>Samples between their stored form and float32; full scale is 2^(bits − 1), so integers round-trip.</summary>
internal static class WavSamples
{
    private const float Scale16 = 1 << 15;
    private const float Scale24 = 1 << 23;

    /// <summary>Frames become their channels' mean, kept within [-1, 1]; what is not a number becomes silence.</summary>
    /// <param name="frames">(frames, channels, bytes of a sample)</param>
    public static void DecodeMono(ReadOnlySpan<byte> frames, WavFormat format, Span<float> mono)
    {
        if (format is { Encoding: WavEncoding.Pcm16, Channels: 1 } && BitConverter.IsLittleEndian)
        {
            var samples = MemoryMarshal.Cast<byte, short>(frames);
            for (var i = 0; i < mono.Length; i++)
            {
                mono[i] = samples[i] / Scale16;
            }

            return;
        }

        var size = format.BytesPerSample;
        for (var i = 0; i < mono.Length; i++)
        {
            var sum = 0.0;
            for (var c = 0; c < format.Channels; c++)
            {
                sum += Decode(frames[(i * format.BytesPerFrame + c * size)..], format.Encoding);
            }

            var mean = sum / format.Channels;
            mono[i] = double.IsNaN(mean) ? 0 : (float)Math.Clamp(mean, -1, 1);
        }
    }

    /// <summary>Beyond full scale is clipped; whoever writes limits first.</summary>
    public static void Encode(ReadOnlySpan<float> samples, WavEncoding encoding, Span<byte> bytes)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            switch (encoding)
            {
                case WavEncoding.Pcm16:
                    BinaryPrimitives.WriteInt16LittleEndian(bytes[(i * 2)..], (short)Quantise(samples[i], Scale16));
                    break;
                case WavEncoding.Pcm24:
                    var value = Quantise(samples[i], Scale24);
                    BinaryPrimitives.WriteInt16LittleEndian(bytes[(i * 3)..], (short)value);
                    bytes[(i * 3) + 2] = (byte)(value >> 16);
                    break;
                case WavEncoding.Ieee32:
                    BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * 4)..], samples[i]);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "Only PCM 16, PCM 24 and float 32 are written.");
            }
        }
    }

    private static int Quantise(float sample, float scale) =>
        (int)Math.Clamp(MathF.Round(sample * scale), -scale, scale - 1);

    private static double Decode(ReadOnlySpan<byte> bytes, WavEncoding encoding) => encoding switch
    {
        WavEncoding.Pcm8 => (bytes[0] - 128) / 128.0,
        WavEncoding.Pcm16 => BinaryPrimitives.ReadInt16LittleEndian(bytes) / Scale16,
        WavEncoding.Pcm24 => (BinaryPrimitives.ReadUInt16LittleEndian(bytes) | ((sbyte)bytes[2] << 16)) / Scale24,
        WavEncoding.Pcm32 => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648.0,
        WavEncoding.Ieee32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };
}
