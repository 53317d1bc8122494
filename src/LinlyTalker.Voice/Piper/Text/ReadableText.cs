using System.Text;
using System.Text.RegularExpressions;
using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Chinese;
using LinlyTalker.Language.Chinese.Speech;
using LinlyTalker.Language.Normalisation;
using LinlyTalker.Language.Normalisation.English;

namespace LinlyTalker.Voice.Piper.Text;

/// <summary>A word of a text that espeak-ng reads.</summary>
/// <param name="Range">Where it stands in that text.</param>
/// <param name="Source">Where it stands in the text as written.</param>
internal readonly record struct ReadableWord(TextRange Range, TextRange Source);

/// <summary>
/// A text as espeak-ng is given it: numbers and abbreviations in words where there is a normaliser for the language,
/// marks that it knows, nothing that it would read aloud.
/// </summary>
internal sealed partial record ReadableText(string Text, IReadOnlyList<ReadableWord> Words)
{
    /// <summary>Read as the letter's name; "a", and espeak-ng takes "A" for it too, is the article.</summary>
    private const string LetterA = "eigh";

    private static readonly EnglishNormaliser EnglishWords = new();
    private static readonly ChineseNormaliser ChineseWords = new();

    /// <param name="language">BCP 47 tag.</param>
    public static ReadableText Of(string text, string language) => language.Split('-')[0].ToLowerInvariant() switch
    {
        "en" => English(text),
        "zh" => Chinese(text),
        _ => AsWritten(Marks(Dots(SpeakableText.Clean(text)))),
    };

    /// <summary>The text itself, letter by letter, in words of what stands between spaces.</summary>
    public static ReadableText AsWritten(string text)
    {
        var words = new List<ReadableWord>();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            var word = Core(text, at, end);
            if (word.Length > 0)
            {
                words.Add(new(word, word));
            }

            at = end + 1;
        }

        return new(text, words);
    }

    private static ReadableText English(string text)
    {
        var words = EnglishWords.Normalise(Dots(text));
        var line = new Line();
        for (var i = 0; i < words.Count; i++)
        {
            var written = words[i].Source.Of(text);
            var isAlone = (i == 0 || words[i - 1].Source != words[i].Source) && (i + 1 == words.Count || words[i + 1].Source != words[i].Source);
            line.Next(words[i].Text == "ay" && written != "ay" ? LetterA : isAlone && EndsAccented(written) ? written : words[i].Text, words[i].Source);
            line.Mark(words[i].Mark);
        }

        return line.ToText();
    }

    /// <summary>The normaliser takes accents off; that of "résumé" tells a syllable, which espeak-ng reads.</summary>
    private static bool EndsAccented(string word) =>
        (word.EndsWith('é') || word.EndsWith("és", StringComparison.Ordinal) || word.EndsWith("ée", StringComparison.Ordinal))
        && word.All(c => char.IsLetter(c) && c < '\u0250');

    private static ReadableText Chinese(string text)
    {
        var line = new Line();
        foreach (var word in ChineseWords.Normalise(text))
        {
            // Characters are words of their own; those of a figure share its range.
            var asWritten = word.Source.Of(text) == word.Text;
            var parts = Han.Is(word.Text[0]) ? word.Text.Length : 1;
            for (var i = 0; i < parts; i++)
            {
                line.Next(
                    parts == 1 ? word.Text : word.Text.Substring(i, 1),
                    asWritten && parts > 1 ? new(word.Source.Start + i, 1) : word.Source,
                    isApart: i == 0);
            }

            line.Mark(word.Mark);
        }

        return line.ToText();
    }

    /// <summary>Words and marks, one behind the other.</summary>
    private sealed class Line
    {
        private readonly StringBuilder text = new();
        private readonly List<ReadableWord> words = [];

        public void Next(string word, TextRange source, bool isApart = true)
        {
            text.Append(isApart && text.Length > 0 ? " " : "");
            words.Add(new(new(text.Length, word.Length), source));
            text.Append(word);
        }

        public void Mark(char mark) => text.Append(mark == '\0' ? "" : mark.ToString());

        public ReadableText ToText() => new(text.ToString(), words);
    }

    /// <summary>A word without the signs around it.</summary>
    private static TextRange Core(string text, int start, int end)
    {
        while (start < end && !char.IsLetterOrDigit(text[start]) && !char.IsSurrogate(text[start]))
        {
            start++;
        }

        while (end > start && !char.IsLetterOrDigit(text[end - 1]) && !char.IsSurrogate(text[end - 1])
            && char.GetUnicodeCategory(text[end - 1]) is not (System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark))
        {
            end--;
        }

        return new(start, end - start);
    }

    /// <summary>
    /// Dots that stand for a pause make espeak-ng join the words around them: a comma, or a full stop where the text
    /// ends; the length stays.
    /// </summary>
    private static string Dots(string text) => RunOfDots().Replace(
        text, m => (text.AsSpan(m.Index + m.Length).TrimEnd(" \t\r\n\"'”’)]}").IsEmpty ? "." : ",").PadRight(m.Length));

    /// <summary>Full-width marks, which end a sentence without the voice hearing it; the length stays.</summary>
    private static string Marks(string text) => string.Create(text.Length, text, (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = from[i] switch
            {
                '，' or '、' or '،' => ',',
                '。' => '.',
                '？' or '؟' => '?',
                '！' => '!',
                '；' => ';',
                '：' => ':',
                var other => other,
            };
        }
    });

    [GeneratedRegex(@"\.{2,}|…+", RegexOptions.CultureInvariant)]
    private static partial Regex RunOfDots();
}
