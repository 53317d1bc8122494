using System.Text;

namespace LinlyTalker.Language.Scripts;

/// <summary>What a text's letters say about its language, where the label cannot be right.</summary>
public static class ScriptLanguage
{
    private static readonly (int First, int Last, string Language, string[] Also)[] Scripts =
    [
        (0x0041, 0x024F, "en", []),
        (0x0370, 0x03FF, "el", []),
        (0x0400, 0x052F, "ru", ["uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tt", "ba", "cv", "uz"]),
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
    /// The label, unless most letters belong to a script that it does not write with; then the commonest language
    /// of that script. Latin letters never overrule a label: every language quotes them.
    /// </summary>
    public static string Of(string text, string label)
    {
        var counts = new int[Scripts.Length];
        var total = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var script = Rune.IsLetter(rune)
                ? Array.FindIndex(Scripts, s => rune.Value >= s.First && rune.Value <= s.Last)
                : -1;
            if (script >= 0)
            {
                counts[script]++;
                total++;
            }
        }

        var most = Array.IndexOf(counts, counts.Max());
        if (total == 0 || 2 * counts[most] <= total)
        {
            return label;
        }

        var (_, _, language, also) = Scripts[most];
        var primary = label.Split('-')[0].ToLowerInvariant();
        if (language == "en")
        {
            // "OK." in a Chinese reply is English; "Guten Tag" labelled German is not.
            return counts[most] == total && WritesOwnScript(primary) ? language : label;
        }

        return primary == language || also.Contains(primary) ? label : language;
    }

    private static bool WritesOwnScript(string primary) =>
        Scripts.Any(s => s.Language != "en" && (s.Language == primary || s.Also.Contains(primary)));
}
