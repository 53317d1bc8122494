using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace LinlyTalker.Media.Matroska;

/// <summary>Elements of EBML (RFC 8794): an identifier, a length in 8 bytes, and what it holds.</summary>
internal static class Ebml
{
    /// <summary>A length that says "until the end of the stream".</summary>
    public static ReadOnlySpan<byte> UnknownLength => [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];

    public static byte[] Element(uint id, params byte[][] content)
    {
        var length = content.Sum(c => c.Length);
        return [.. Head(id, length), .. content.SelectMany(c => c)];
    }

    public static byte[] Number(uint id, ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return Element(id, bytes);
    }

    public static byte[] Real(uint id, double value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return Element(id, bytes);
    }

    public static byte[] Text(uint id, string value) => Element(id, Encoding.ASCII.GetBytes(value));

    /// <summary>What stands before the content.</summary>
    public static byte[] Head(uint id, long contentLength)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, contentLength | 1L << 56);
        return [.. Id(id), .. length];
    }

    public static byte[] Id(uint id)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, id);
        return bytes[(BitOperations.LeadingZeroCount(id) / 8)..];
    }
}
