using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace LinlyTalker.SystemTests.Server.Uploads;

/// <summary>A file that would send whoever opens it to another.</summary>
/// <param name="Name">What it is called by whoever uploads it.</param>
internal sealed record Lure(string Name, byte[] Bytes)
{
    public const string FilmName = "film.mp4";

    /// <summary>Longer than any look at a file's beginning.</summary>
    private const int Padding = 20_000;

    /// <summary>Behind an ID3 tag, which decoders step over to look at what follows.</summary>
    public Lure BehindTags()
    {
        byte[] tag = [.. "ID3\u0004\0\0"u8, 0, Padding >> 14, (Padding >> 7) & 127, Padding & 127, .. new byte[Padding]];
        return new(Path.ChangeExtension(Name, ".mp3"), [.. tag, .. Bytes]);
    }

    /// <summary>One of each kind.</summary>
    public static IEnumerable<Lure> To(string reference) =>
    [
        new("list.m3u8", $"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1,\n{reference}\n#EXT-X-ENDLIST\n"),
        new("key.m3u8", $"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI=\"{reference}\"\n#EXTINF:1,\n{reference}\n#EXT-X-ENDLIST\n"),
        new("master.m3u8", $"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000\n{reference}\n"),
        new("concat.txt", $"ffconcat version 1.0\nfile '{reference}'\n"),
        new("manifest.mpd", $"""
            <?xml version="1.0"?><!--{new string(' ', Padding)}-->
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" type="static" mediaPresentationDuration="PT1S">
            <Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1000"><BaseURL>{reference}</BaseURL>
            <SegmentBase indexRange="0-100"/></Representation></AdaptationSet></Period></MPD>
            """),
        new("list.ism", $"<SmoothStreamingMedia MajorVersion=\"2\"><StreamIndex Type=\"audio\" Url=\"{reference}\"/></SmoothStreamingMedia>"),
        new("session.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n"),
        new("list.asx", $"<asx version=\"3.0\"><entry><ref href=\"{reference}\"/></entry></asx>"),
        new("list.ram", $"{reference}\n"),
        new("subtitles.idx", $"# VobSub index file, v7 (do not modify this line!)\nid: en, index: 0\ntimestamp: 00:00:00:000, filepos: {reference}\n"),
        new("drawing.svg", $"""
            <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY other SYSTEM "{reference}">]>
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="400" height="400">
            <image xlink:href="{reference}" href="{reference}" width="400" height="400"/><text>&other;</text></svg>
            """),
        new("drawing.svgz", Gzip($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><image href=\"{reference}\" width=\"9\" height=\"9\"/></svg>")),
        new("picture.mvg", $"push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 '{reference}'\npop graphic-context\n"),
        new("notes.md", $"# A picture\n\n![It]({reference}) and [a link]({reference}) and <img src=\"{reference}\">\n\n{{{{ include \"{reference}\" }}}}\n"),
        new("table.csv", $"question,answer\nWhat is it?,\"=WEBSERVICE(\"\"{reference}\"\")\"\n"),
        new("page.txt", $"<html><iframe src=\"{reference}\"></iframe></html>\n"),
    ];

    /// <summary>Films whose sound, they say, lies in another file: as MP4 tells it, and as QuickTime does.</summary>
    /// <param name="film">MP4, its index behind its data.</param>
    public static IEnumerable<Lure> Films(byte[] film, string reference)
    {
        var path = Encoding.UTF8.GetBytes(reference);
        yield return new(FilmName, Referring(film, [.. "url \0\0\0\0"u8, .. path, 0]));

        // A Macintosh alias record: 162 bytes that nobody needs, then the absolute path (tag 2), then the end (tag -1).
        var length = (byte)(path.Length + (path.Length & 1));
        yield return new(FilmName, Referring(film, [.. "alis\0\0\0\0"u8, .. new byte[150], 0, 2, 0, length, .. path, .. new byte[length - path.Length], 255, 255, 0, 0]));
    }

    public override string ToString() => $"{Name} ({Encoding.Latin1.GetString(Bytes.AsSpan(0, Math.Min(60, Bytes.Length))).ReplaceLineEndings(" ")}…)";

    private Lure(string name, string text)
        : this(name, Encoding.UTF8.GetBytes(text))
    {
    }

    /// <param name="entry">Of the data reference box (ISO 14496-12, 8.7.2) instead of the one that says "in this file": type, flags, body.</param>
    private static byte[] Referring(byte[] film, byte[] entry)
    {
        const int Entry = 12; // bytes of the old one
        var at = film.AsSpan().IndexOf("dref"u8) + 12;
        Assert.Equal("url "u8, film.AsSpan(at + 4, 4));
        byte[] lure = [.. film[..at], .. Length(entry.Length + 4), .. entry, .. film[(at + Entry)..]];
        foreach (var box in (string[])["moov", "trak", "mdia", "minf", "dinf", "dref"])
        {
            var size = lure.AsSpan(lure.AsSpan().IndexOf(Encoding.ASCII.GetBytes(box)) - 4);
            BinaryPrimitives.WriteInt32BigEndian(size, BinaryPrimitives.ReadInt32BigEndian(size) + entry.Length + 4 - Entry);
        }

        return lure;

        static byte[] Length(int bytes)
        {
            var four = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(four, bytes);
            return four;
        }
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
