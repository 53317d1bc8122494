using System.IO.Compression;
using System.Text;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Subtitles;

namespace LinlyTalker.Server.OpenAi.Transcription;

/// <summary>What was heard in a recording, in each of the forms that clients ask for.</summary>
internal sealed class Transcript(string language)
{
    private readonly List<Utterance> utterances = [];
    private readonly StringBuilder text = new();

    public string Text => text.ToString();

    /// <summary>How much was listened to.</summary>
    public TimeSpan Length { get; set; }

    /// <returns>What the text grew by.</returns>
    public string Add(Utterance utterance)
    {
        var more = text.Length == 0 || WritesWithoutSpaces ? utterance.Text : $" {utterance.Text}";
        utterances.Add(utterance);
        text.Append(more);
        return more;
    }

    public TranscriptionVerbose Verbose(bool words, bool segments) => new(
        "transcribe",
        language,
        Round(Length.TotalSeconds),
        Text,
        words ? [.. utterances.SelectMany(u => u.Words.Select(w => WordOf(w, u.SampleRate)))] : null,
        segments ? [.. utterances.Select(SegmentOf)] : null,
        TranscriptionUsage.Of(Length));

    public string Subtitles(bool vtt)
    {
        using var output = new StringWriter();
        var cut = SubtitleCutter.Cut(utterances);
        if (vtt)
        {
            SubtitleWriter.WriteVtt(cut, output);
        }
        else
        {
            SubtitleWriter.WriteSrt(cut, output);
        }

        return output.ToString();
    }

    private bool WritesWithoutSpaces => language.Split('-')[0].ToLowerInvariant() is "zh" or "yue" or "ja" or "th";

    private static TranscriptionWord WordOf(Word word, int sampleRate) => new(
        word.Text,
        Round(word.Span.StartTime(sampleRate).TotalSeconds),
        Round(word.Span.EndTime(sampleRate).TotalSeconds),
        Round(word.Confidence));

    private static TranscriptionSegment SegmentOf(Utterance utterance, int id) => new(
        id,
        0,
        Round(utterance.Span.StartTime(utterance.SampleRate).TotalSeconds),
        Round(utterance.Span.EndTime(utterance.SampleRate).TotalSeconds),
        utterance.Text,
        [],
        0,
        Round(Math.Log(Math.Max(utterance.Confidence, 1e-6))),
        Round(CompressionOf(utterance.Text)),
        0);

    private static double CompressionOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return (double)bytes.Length / packed.Length;
    }

    private static double Round(double value) => Math.Round(value, 3);
}
