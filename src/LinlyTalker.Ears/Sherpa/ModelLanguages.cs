using LinlyTalker.Models.Onnx;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Ears.Sherpa;

/// <summary>Which languages a recogniser hears: what it says itself, else what its symbols are written in.</summary>
internal static class ModelLanguages
{
    /// <summary>So many symbols of a script make a vocabulary of it; fewer may be strays.</summary>
    private const int Enough = 200;

    /// <returns>BCP 47 tags.</returns>
    public static IReadOnlySet<string> Of(SherpaModel model) => model.Family switch
    {
        "whisper" => Whisper(model),
        "sense-voice" => Set("zh", "en", "ja", "ko", "yue"),
        _ => Written(model),
    };

    private static HashSet<string> Whisper(SherpaModel model)
    {
        var metadata = OnnxHead.Read(model.PathOf("encoder")).Metadata;
        return metadata.GetValueOrDefault("is_multilingual") == "1"
            ? Set(metadata.GetValueOrDefault("all_language_codes", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            : Set("en");
    }

    private static HashSet<string> Written(SherpaModel model)
    {
        var counts = new Dictionary<string, int>();
        foreach (var line in File.ReadLines(model.PathOf("tokens")))
        {
            if (Script(line) is { } language)
            {
                counts[language] = counts.GetValueOrDefault(language) + 1;
            }
        }

        var most = counts.Count == 0 ? 0 : counts.Values.Max();
        var languages = counts.Where(c => c.Value >= Math.Min(Enough, most)).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        return languages.Count > 0 ? languages : Set("en");
    }

    private static string? Script(string symbol)
    {
        foreach (var c in symbol)
        {
            switch (c)
            {
                case >= '\u4E00' and <= '\u9FFF':
                    return "zh";
                case >= '\u3040' and <= '\u30FF':
                    return "ja";
                case >= '\uAC00' and <= '\uD7AF':
                    return "ko";
                case >= '\u0400' and <= '\u04FF':
                    return "ru";
                case >= '\u0E00' and <= '\u0E7F':
                    return "th";
                case (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'):
                    return "en";
            }
        }

        return null;
    }

    private static HashSet<string> Set(params IEnumerable<string> languages) => new(languages, StringComparer.Ordinal);
}
