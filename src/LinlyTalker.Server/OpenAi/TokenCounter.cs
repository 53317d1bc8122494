using System.Globalization;
using System.Text;

namespace LinlyTalker.Server.OpenAi;

/// <summary>
/// Counts tokens where no model's own tokenizer is at hand: a word or a number is one, and so is each character of a
/// script without spaces and each mark. Told in the documentation, since clients pay by it elsewhere.
/// </summary>
internal sealed class TokenCounter
{
    private bool inWord;

    public int Count { get; private set; }

    public static int Of(string text)
    {
        var counter = new TokenCounter();
        counter.Take(text, int.MaxValue);
        return counter.Count;
    }

    /// <summary>Goes on with the next stretch of a text.</summary>
    /// <param name="most">Tokens that may be counted in all.</param>
    /// <returns>How much of the stretch, in UTF-16 code units, is within that.</returns>
    public int Take(ReadOnlySpan<char> text, int most)
    {
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var isWord = IsOfWord(rune);
            if (!Rune.IsWhiteSpace(rune) && !(isWord && inWord))
            {
                if (Count == most)
                {
                    return at;
                }

                Count++;
            }

            inWord = isWord;
            at += rune.Utf16SequenceLength;
        }

        return text.Length;
    }

    private static bool IsOfWord(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.OtherLetter => false, // Han, kana, …; also scripts with spaces, which count a little high
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => true,
        _ => Rune.IsLetterOrDigit(rune) || rune.Value is '\'' or '’',
    };
}
