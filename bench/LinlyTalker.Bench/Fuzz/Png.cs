using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace LinlyTalker.Bench.Fuzz;

/// <summary>Writes PNG by the book (ISO/IEC 15948), also such as no library would write.</summary>
internal static class Png
{
    public const byte Grey = 0;
    public const byte Rgb = 2;
    public const byte Rgba = 6;

    /// <param name="samples">(height, width × channels × bytes of a sample), big-endian.</param>
    public static byte[] File(int width, int height, byte colourType, byte bits, byte[] samples)
    {
        var stride = samples.Length / height;
        var raw = new MemoryStream();
        for (var y = 0; y < height; y++)
        {
            raw.WriteByte(0); // no filter
            raw.Write(samples, y * stride, stride);
        }

        return WithData(width, height, colourType, bits, raw.ToArray());
    }

    public static byte[] WithData(int width, int height, byte colourType, byte bits, byte[] filteredRows)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = bits;
        header[9] = colourType;
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(filteredRows);
        }

        return
        [
            0x89, .. "PNG\r\n\u001a\n"u8,
            .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc32(body));
        return chunk;
    }

    private static uint Crc32(byte[] bytes)
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
