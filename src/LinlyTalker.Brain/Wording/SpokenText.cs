using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LinlyTalker.Brain.Documents;

namespace LinlyTalker.Brain.Wording;

/// <summary>What is said of a stretch of Markdown: no marks, addresses, emoji or long commands.</summary>
internal static partial class SpokenText
{
    private const int SayableWords = 3; // a longer command is only shown

    /// <summary>A link, an image or a piece of code, whole.</summary>
    /// <param name="longCode">Said in place of a command that is too long to say.</param>
    public static string OfSpan(string markdown, string longCode)
    {
        if (!markdown.StartsWith('`'))
        {
            return PlainText.Of(markdown);
        }

        var words = markdown.Trim('`').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > SayableWords ? longCode
            : string.Join(' ', words.Select(w => CodeMarks().Replace(w, "")).Where(w => w.Length > 0));
    }

    /// <summary>A word with the white space after it.</summary>
    public static string OfWord(string word)
    {
        var said = PlainText.Of(WithoutEmoji(word)).Replace('|', ',');
        return said.Length == 0 ? string.IsNullOrWhiteSpace(word) ? word : "" : said + word[word.TrimEnd().Length..];
    }

    private static string WithoutEmoji(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isEmoji = rune.Value is (>= 0x1f000 and <= 0x1faff) or (>= 0x2600 and <= 0x27bf) or (>= 0xfe00 and <= 0xfe0f) or 0x200d or 0x20e3
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.PrivateUse;
            kept.Append(isEmoji ? "" : rune.ToString());
        }

        return kept.ToString();
    }

    [GeneratedRegex(@"^(\./|--?)")]
    private static partial Regex CodeMarks();
}
