using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace LinlyTalker.Bench.Fuzz;

/// <summary>Files that are small until somebody opens them, or that lie about what they are.</summary>
internal static class Bombs
{
    public static (string Name, byte[] Content)[] All { get; } =
    [
        ("wide.png", Png.WithData(60_000, 60_000, Png.Grey, 8, new byte[1 << 20])),
        ("endless.png", Png.WithData(0x7FFFFFFF, 0x7FFFFFFF, Png.Grey, 8, new byte[1 << 20])),
        ("empty.png", Png.WithData(0, 0, Png.Grey, 8, new byte[1 << 20])),
        ("flat.gif", [.. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0xF7, 0, 0, .. new byte[800]]),
        ("huge.jpg", [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0xFF, 0xFF, 0xFF, 0xFF, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, .. new byte[64], 0xFF, 0xD9]),
        ("lie.webp", [.. "RIFF"u8, 0xFF, 0xFF, 0xFF, 0x7F, .. "WEBPVP8L"u8, 0xFF, 0xFF, 0xFF, 0x7F, 0x2F, 0xFF, 0xFF, 0xFF, 0xFF]),
        ("laughs.svg", Encoding.UTF8.GetBytes(Laughs())),
        ("zeros.zip", Zip("zeros.md", 64 << 20)),
        ("../../escape.zip", Zip("../../../../tmp/escaped.md", 10)),
        ("nested.docx", Zip("word/document.xml", 1 << 20)),
        ("endless.wav", Wav(0xFFFFFFFF, 16000, 1)),
        ("odd.wav", Wav(100, 0, 0)),
        ("fast.wav", Wav(1000, 0x7FFFFFFF, 65535)),
        ("list.m3u8", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\nhttp://127.0.0.1:1/x\n"u8.ToArray()),
        ("concat.txt", "ffconcat version 1.0\nfile /etc/passwd\n"u8.ToArray()),
        ("page.html", "<script src='file:///etc/passwd'></script>"u8.ToArray()),
        ("zeros.md.gz", Gzip(16 << 20)),
        ("nothing", []),
        ("\0.md", "nul"u8.ToArray()),
    ];

    public static byte[] Gzip(int length)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(new byte[length]);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(string name, int length)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(new byte[length]);
        }

        return packed.ToArray();
    }

    private static byte[] Wav(uint length, int rate, ushort channels)
    {
        var file = new byte[144];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), length);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        file[16] = 16;
        file[20] = 1; // PCM
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(22), channels);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), rate);
        file[32] = 2;
        file[34] = 16;
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(40), length);
        return file;
    }

    private static string Laughs()
    {
        var entities = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a0 \"ha\"><!ENTITY f SYSTEM \"file:///etc/passwd\">");
        for (var i = 1; i < 12; i++)
        {
            entities.Append(null, $"<!ENTITY a{i} \"").Insert(entities.Length, $"&a{i - 1};", 10).Append("\">");
        }

        return entities.Append("]><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9999999\" height=\"9999999\"><text>&a11;&f;</text></svg>").ToString();
    }
}
