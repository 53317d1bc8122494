namespace LinlyTalker.Voice.Streaming;

/// <summary>How long a reader breathes behind a sentence.</summary>
internal static class Pauses
{
    private const double Paragraph = 0.60;
    private const double Full = 0.35;
    private const double Half = 0.22;
    private const double Clause = 0.14;

    /// <summary>Where another voice says the next word of the same clause.</summary>
    public static TimeSpan Within { get; } = TimeSpan.FromMilliseconds(50);

    /// <param name="text">The sentence with the white space behind it.</param>
    /// <param name="rate">1 is the usual speed.</param>
    public static TimeSpan Behind(ReadOnlySpan<char> text, float rate)
    {
        var said = text.TrimEnd().TrimEnd("\"'”’)]}」』）】》*_");
        var seconds = text[said.Length..].Contains('\n') ? Paragraph
            : said.IsEmpty ? Clause
            : said[^1] switch
            {
                '.' or '!' or '?' or '…' or '。' or '！' or '？' or '।' or '؟' or '۔' => Full,
                ';' or ':' or '；' or '：' => Half,
                _ => Clause,
            };
        return TimeSpan.FromSeconds(seconds / rate);
    }
}
