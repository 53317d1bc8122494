using System.Text.Json.Serialization;

namespace LinlyTalker.Server.OpenAi.Transcription;

/// <param name="Seconds">Of sound, rounded up.</param>
internal sealed record TranscriptionUsage(string Type, int Seconds)
{
    public static TranscriptionUsage Of(TimeSpan length) => new("duration", (int)Math.Ceiling(length.TotalSeconds));
}

internal sealed record TranscriptionText(string Text, TranscriptionUsage Usage);

internal sealed record TranscriptionVerbose(
    string Task,
    string Language,
    double Duration,
    string Text,
    IReadOnlyList<TranscriptionWord>? Words,
    IReadOnlyList<TranscriptionSegment>? Segments,
    TranscriptionUsage Usage);

/// <summary>Times in seconds.</summary>
/// <param name="Confidence">Extension: 0 to 1.</param>
internal sealed record TranscriptionWord(string Word, double Start, double End, double Confidence);

/// <summary>An utterance; times in seconds.</summary>
/// <param name="Seek">Always 0: there is no window that moves.</param>
/// <param name="Tokens">Always empty: recognisers do not tell them.</param>
/// <param name="AvgLogprob">Natural logarithm of the utterance's confidence.</param>
/// <param name="CompressionRatio">Bytes of the text by its bytes when compressed (zlib).</param>
/// <param name="NoSpeechProb">Always 0: silence is left out before.</param>
internal sealed record TranscriptionSegment(
    int Id,
    int Seek,
    double Start,
    double End,
    string Text,
    IReadOnlyList<int> Tokens,
    double Temperature,
    double AvgLogprob,
    double CompressionRatio,
    double NoSpeechProb);

internal sealed record TranscriptTextDelta(string Type, string Delta);

internal sealed record TranscriptTextDone(string Type, string Text, TranscriptionUsage Usage);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TranscriptionText))]
[JsonSerializable(typeof(TranscriptionVerbose))]
[JsonSerializable(typeof(TranscriptTextDelta))]
[JsonSerializable(typeof(TranscriptTextDone))]
internal sealed partial class TranscriptionJson : JsonSerializerContext;
