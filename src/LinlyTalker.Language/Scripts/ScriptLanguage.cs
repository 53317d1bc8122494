using System.Text;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Language.Scripts;

/// <summary>What a text's letters say about its language, where the label cannot be right.</summary>
public static class ScriptLanguage
{
    private static readonly (int First, int Last, string Language, string[] Also)[] Scripts =
    [
        (0x0041, 0x024F, "en", []),
        (0x0370, 0x03FF, "el", []),
        (0x0400, 0x052F, "ru", ["uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tt", "ba", "cv", "nog"]),
        (0x0530, 0x058F, "hy", ["hyw"]),
        (0x0590, 0x05FF, "he", []),
        (0x0600, 0x06FF, "ar", ["fa", "ur", "ug", "sd", "ks", "ps"]),
        (0x0900, 0x097F, "hi", ["mr", "ne", "kok", "sa"]),
        (0x0980, 0x09FF, "bn", ["as", "bpy"]),
        (0x0A00, 0x0A7F, "pa", []),
        (0x0A80, 0x0AFF, "gu", []),
        (0x0B00, 0x0B7F, "or", []),
        (0x0B80, 0x0BFF, "ta", []),
        (0x0C00, 0x0C7F, "te", []),
        (0x0C80, 0x0CFF, "kn", []),
        (0x0D00, 0x0D7F, "ml", []),
        (0x0D80, 0x0DFF, "si", []),
        (0x0E00, 0x0E7F, "th", []),
        (0x1000, 0x109F, "my", ["shn"]),
        (0x10A0, 0x10FF, "ka", []),
        (0x1200, 0x137F, "am", []),
        (0x3040, 0x30FF, "ja", []),
        (0x3400, 0x9FFF, "zh", ["ja", "cmn", "yue", "hak", "nan"]),
        (0xAC00, 0xD7AF, "ko", []),
    ];

    /// <summary>
    /// The stretches of a text and their languages: the label's where its letters can be of that language, else the
    /// commonest language of their script. Signs and digits go with the letters before them, and so do Latin letters
    /// that stand at a digit of a Chinese text: a unit (10.5km) or a name (3D). The stretches join to
    /// the text.
    /// </summary>
    /// <param name="label">BCP 47 tag of what the text is said to be.</param>
    public static IReadOnlyList<(TextRange Range, string Language)> Runs(string text, string label)
    {
        var primary = label.Split('-')[0].ToLowerInvariant();
        var isJapanese = text.Any(c => c is >= '\u3040' and <= '\u30FF');
        var runs = new List<(TextRange Range, string Language)>();
        var (start, at, current) = (0, 0, "");
        var isUnit = false;
        foreach (var rune in text.EnumerateRunes())
        {
            isUnit = primary == "zh" && char.IsAsciiLetter(text[at]) && at > 0 && (isUnit || char.IsAsciiDigit(text[at - 1]));
            var language = isUnit || IsSymbol(text, at) ? null : LanguageOf(rune, primary, label, isJapanese);
            if (language is not null && language != current)
            {
                if (current.Length > 0)
                {
                    runs.Add((new TextRange(start, at - start), current));
                    start = at;
                }

                current = language;
            }

            at += rune.Utf16SequenceLength;
        }

        if (text.Length > 0)
        {
            runs.Add((new TextRange(start, text.Length - start), current.Length > 0 ? current : label));
        }

        return runs;
    }

    /// <returns>Null for what is no letter of a script that is known here.</returns>
    private static string? LanguageOf(Rune rune, string primary, string label, bool isJapanese)
    {
        var script = Rune.IsLetter(rune) ? Array.FindIndex(Scripts, s => rune.Value >= s.First && rune.Value <= s.Last) : -1;
        if (script < 0)
        {
            return null;
        }

        var (_, _, language, also) = Scripts[script];
        return language switch
        {
            _ when language == primary || also.Contains(primary) => label,
            "en" => WritesOtherScript(primary) ? language : label,
            "zh" when isJapanese => "ja",
            _ => language,
        };
    }

    /// <summary>A Greek letter that stands alone is a sign of mathematics.</summary>
    private static bool IsSymbol(string text, int at) =>
        IsGreek(text, at) && !IsGreek(text, at - 1) && !IsGreek(text, at + 1);

    private static bool IsGreek(string text, int at) =>
        at >= 0 && at < text.Length && text[at] is >= '\u0370' and <= '\u03FF';

    private static bool WritesOtherScript(string primary) =>
        Scripts.Any(s => s.Language != "en" && (s.Language == primary || s.Also.Contains(primary)));
}
