using System.Globalization;
using System.Text;

namespace LinlyTalker.Language.Normalisation;

/// <summary>Takes out of a text what no engine should be given, and keeps every other character in its place.</summary>
public static class SpeakableText
{
    private static readonly Rune Space = new(' ');

    /// <summary>
    /// The text with control characters, lone surrogates, emoji, private and unassigned characters and the signs of
    /// Markdown as spaces; ranges of the result are ranges of the text.
    /// </summary>
    public static string Clean(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var isValid = Rune.TryGetRuneAt(text, at, out var rune);
            var length = isValid ? rune.Utf16SequenceLength : 1;
            if (isValid && IsSpeakable(rune))
            {
                result.Append(text, at, length);
            }
            else
            {
                result.Append(' ', length);
            }

            at += length;
        }

        return result.ToString();
    }

    /// <summary>There is a letter or a digit in it.</summary>
    public static bool HasWords(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) && rune != Rune.ReplacementChar)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSpeakable(Rune rune)
    {
        // Persian and the scripts of India join and part letters by the two zero-width signs.
        if (rune == Space || rune.Value is '\n' or '\t' or 0x200C or 0x200D)
        {
            return true;
        }

        return rune.Value is not ('*' or '_' or '`' or '#' or '|' or '~' or '\\' or '^' or '<' or '>')
            && !(rune.Value is >= 0xFE00 and <= 0xFE0F or 0x20E3)
            && Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate => false,
                UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
                UnicodeCategory.OtherSymbol => rune.Value is '°',
                UnicodeCategory.ModifierSymbol => false,
                _ => true,
            };
    }
}
