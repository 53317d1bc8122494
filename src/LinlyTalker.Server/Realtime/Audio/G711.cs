using System.Numerics;

namespace LinlyTalker.Server.Realtime.Audio;

/// <summary>The companding of telephones: 8 bits for 14 (µ-law) or 13 (A-law) of a sample; ITU-T G.711.</summary>
internal static class G711
{
    private const int MuBias = 33;
    private const int MuLongest = 8158; // of 14 bits

    private static readonly short[] FromMu = Table(ExpandMu);
    private static readonly short[] FromA = Table(ExpandA);

    public static short DecodeMu(byte code) => FromMu[code];

    public static short DecodeA(byte code) => FromA[code];

    public static byte EncodeMu(short sample)
    {
        var sign = sample < 0 ? 0x80 : 0;
        var magnitude = Math.Min(sample < 0 ? -(sample >> 2) : sample >> 2, MuLongest) + MuBias;
        var segment = BitOperations.Log2((uint)magnitude) - 5;
        var step = (magnitude >> (segment + 1)) & 0xF;
        return (byte)~(sign | (segment << 4) | step);
    }

    public static byte EncodeA(short sample)
    {
        var sign = sample >= 0 ? 0x80 : 0;
        var magnitude = (sample >= 0 ? sample : ~sample) >> 3; // 12 bits
        var segment = magnitude < 32 ? 0 : BitOperations.Log2((uint)magnitude) - 4;
        var step = (magnitude >> Math.Max(segment, 1)) & 0xF;
        return (byte)((sign | (segment << 4) | step) ^ 0x55);
    }

    private static short[] Table(Func<byte, short> expand) => [.. Enumerable.Range(0, 256).Select(c => expand((byte)c))];

    private static short ExpandMu(byte code)
    {
        var bits = ~code;
        var magnitude = ((((bits & 0xF) << 1) + MuBias) << ((bits >> 4) & 7)) - MuBias;
        return (short)((bits & 0x80) != 0 ? -(magnitude << 2) : magnitude << 2);
    }

    private static short ExpandA(byte code)
    {
        var bits = code ^ 0x55;
        var segment = (bits >> 4) & 7;
        var magnitude = ((bits & 0xF) << 1) + 1;
        magnitude = segment == 0 ? magnitude : (magnitude + 32) << (segment - 1);
        return (short)((bits & 0x80) != 0 ? magnitude << 3 : -(magnitude << 3));
    }
}
