using System.Text.RegularExpressions;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Brain.Wording;

/// <summary>Cuts Markdown into pieces, word by word (Chinese: clause by clause), each with what is said of it.</summary>
internal static partial class PieceCutter
{
    private const string ChineseStops = "，。！？；：、";

    public static IEnumerable<ReplyPiece> Cut(string markdown, string language, IReadOnlyList<Source> sources)
    {
        var at = 0;
        while (at < markdown.Length)
        {
            var span = Span().Match(markdown, at);
            var marker = span.Success ? Match.Empty : LineStart().Match(markdown, at);
            var isLineStart = at == 0 || markdown[at - 1] == '\n';
            var (length, spoken) = span.Success ? (span.Length, SpokenText.OfSpan(span.Value, Phrases.For(language).LongCommand))
                : marker.Success && isLineStart ? (marker.Length, "")
                : Word(markdown, at);
            var text = markdown.Substring(at, length);
            yield return new ReplyPiece { Text = text, Spoken = spoken == text ? null : spoken, Language = language, Sources = sources };
            at += length;
        }
    }

    private static (int Length, string Spoken) Word(string markdown, int start)
    {
        var end = start;
        while (end < markdown.Length && !char.IsWhiteSpace(markdown[end]) && !ChineseStops.Contains(markdown[end], StringComparison.Ordinal)
            && (end == start || !Span().IsMatch(markdown, end)))
        {
            end++;
        }

        while (end < markdown.Length && (char.IsWhiteSpace(markdown[end]) || ChineseStops.Contains(markdown[end], StringComparison.Ordinal)))
        {
            end++;
        }

        return (end - start, SpokenText.OfWord(markdown[start..end]));
    }

    // A link, an image, an address or code; \G holds it to the place that is looked at.
    [GeneratedRegex(@"\G(!?\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)|`[^`\n]{1,500}`|<?https?://[^\s<>()，。、；]{1,2000}>?)", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Span();

    [GeneratedRegex(@"\G[ \t]*([-*+>]|\d{1,9}[.)]|#{1,6})[ \t]+", RegexOptions.None, 2000)]
    private static partial Regex LineStart();
}
