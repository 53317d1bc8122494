using System.Globalization;

namespace LinlyTalker.Core.Subtitles;

/// <summary>Writes subtitles as players read them.</summary>
public static class SubtitleWriter
{
    /// <summary>SubRip: number, times with a comma, lines, an empty line.</summary>
    public static void WriteSrt(IEnumerable<Subtitle> subtitles, TextWriter output)
    {
        var number = 0;
        foreach (var subtitle in subtitles)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{++number}\n"));
            output.Write($"{Time(subtitle.Start, ',')} --> {Time(subtitle.End, ',')}\n");
            output.Write($"{string.Join('\n', subtitle.Lines)}\n\n");
        }
    }

    /// <summary>WebVTT (W3C): a header, times with a point; &amp;, &lt; and &gt; are escaped.</summary>
    public static void WriteVtt(IEnumerable<Subtitle> subtitles, TextWriter output)
    {
        output.Write("WEBVTT\n\n");
        foreach (var subtitle in subtitles)
        {
            output.Write($"{Time(subtitle.Start, '.')} --> {Time(subtitle.End, '.')}\n");
            output.Write($"{string.Join('\n', subtitle.Lines.Select(Escape))}\n\n");
        }
    }

    private static string Escape(string line) =>
        line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Time(TimeSpan time, char point) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}{point}{time.Milliseconds:000}");
}
