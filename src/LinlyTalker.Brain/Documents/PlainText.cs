using System.Text.RegularExpressions;

namespace LinlyTalker.Brain.Documents;

/// <summary>Markdown as it would be read aloud.</summary>
public static partial class PlainText
{
    private const int TimeLimit = 2000; // milliseconds

    public static string Of(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var text = Image().Replace(markdown, "${text}");
        text = Link().Replace(text, "${text}");
        text = Address().Replace(text, "");
        text = LineStart().Replace(text, "");
        return Marks().Replace(text, "").Trim();
    }

    [GeneratedRegex(@"!\[(?<text>[^\]\n]*)\]\([^)\n]*\)", RegexOptions.None, TimeLimit)]
    private static partial Regex Image();

    [GeneratedRegex(@"\[(?<text>[^\]\n]*)\]\([^)\n]*\)", RegexOptions.None, TimeLimit)]
    private static partial Regex Link();

    [GeneratedRegex(@"<?\b(https?|ftp)://[^\s<>()，。、；]+>?", RegexOptions.IgnoreCase, TimeLimit)]
    private static partial Regex Address();

    [GeneratedRegex(@"^[ \t]*([-*+>]|\d+[.)]|#{1,6})[ \t]+", RegexOptions.Multiline, TimeLimit)]
    private static partial Regex LineStart();

    [GeneratedRegex(@"\*{1,3}|`+|~~|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])", RegexOptions.None, TimeLimit)]
    private static partial Regex Marks();
}
