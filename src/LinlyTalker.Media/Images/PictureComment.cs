using System.Buffers.Binary;
using System.Text;

namespace LinlyTalker.Media.Images;

/// <summary>Puts a text into a finished file, where every reader of its metadata finds it.</summary>
internal static class PictureComment
{
    private const int PngHeaderBytes = 8 + 25; // signature and IHDR, which must stand first

    /// <summary>A COM segment (ITU-T T.81, B.2.4.5) behind the JFIF header, which must stand first.</summary>
    public static byte[] InJpeg(ReadOnlySpan<byte> jpeg, string comment)
    {
        var text = Encoding.UTF8.GetBytes(comment);
        var at = 2;
        if (jpeg[2..4] is [0xFF, 0xE0])
        {
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[4..]);
        }

        Span<byte> head = [0xFF, 0xFE, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], checked((ushort)(text.Length + 2)));
        return [.. jpeg[..at], .. head, .. text, .. jpeg[at..]];
    }

    /// <summary>A tEXt chunk (ISO/IEC 15948, 11.3.4.3).</summary>
    public static byte[] InPng(ReadOnlySpan<byte> png, string comment)
    {
        byte[] body = [.. "tEXtComment\0"u8, .. Encoding.Latin1.GetBytes(comment)];
        Span<byte> length = stackalloc byte[4];
        Span<byte> check = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length - 4);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc32(body));
        return [.. png[..PngHeaderBytes], .. length, .. body, .. check, .. png[PngHeaderBytes..]];
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
