using System.Text;
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
internal sealed record ReadableText(string Text, IReadOnlyList<ReadableWord> Words)
{
    private static readonly EnglishNormaliser English = new();
    private static readonly ChineseNormaliser Chinese = new();

    /// <param name="language">BCP 47 tag.</param>
    public static ReadableText Of(string text, string language) => language.Split('-')[0].ToLowerInvariant() switch
    {
        "en" => Said(English.Normalise(text)),
        "zh" => Said(Chinese.Normalise(text), text),
        _ => AsWritten(Marks(SpeakableText.Clean(text))),
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

    private static ReadableText Said(IReadOnlyList<SpokenWord> spoken, string? original = null)
    {
        var text = new StringBuilder();
        var words = new List<ReadableWord>();
        foreach (var word in spoken)
        {
            if (text.Length > 0)
            {
                text.Append(' ');
            }

            // Characters are words of their own; those of a figure share its range.
            var asWritten = original is not null && word.Source.Of(original) == word.Text;
            var parts = original is not null && Han.Is(word.Text[0]) ? word.Text.Length : 1;
            for (var i = 0; i < parts; i++)
            {
                var part = parts == 1 ? word.Text : word.Text.Substring(i, 1);
                words.Add(new(
                    new(text.Length, part.Length),
                    asWritten && parts > 1 ? new(word.Source.Start + i, 1) : word.Source));
                text.Append(part);
            }

            if (word.Mark != '\0')
            {
                text.Append(word.Mark);
            }
        }

        return new(text.ToString(), words);
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
    /// Full-width marks, which end a sentence without the voice hearing it, and dots, which would make two words
    /// stick together; the length stays.
    /// </summary>
    private static string Marks(string text)
    {
        var result = text.ToCharArray();
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = result[i] switch
            {
                '…' or '，' or '、' or '،' => ',',
                '。' => '.',
                '？' or '؟' => '?',
                '！' => '!',
                '；' => ';',
                '：' => ':',
                '.' when i + 1 < text.Length && text[i + 1] == '.' => ' ',
                '.' when i > 1 && text[i - 1] == '.' => ',',
                var c => c,
            };
        }

        return new(result);
    }
}
