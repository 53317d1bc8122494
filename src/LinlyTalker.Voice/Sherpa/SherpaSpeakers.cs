using System.Globalization;
using LinlyTalker.Models.Onnx;
using LinlyTalker.Native.Sherpa;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Sherpa;

/// <summary>What a voice's network says of its speakers, in the metadata that the library reads too.</summary>
/// <param name="Count">At least 1.</param>
/// <param name="Names">Of the speakers, where the model has them.</param>
/// <param name="Language">BCP 47 tag of the first.</param>
internal sealed record SherpaSpeakers(int Count, IReadOnlyList<string> Names, string Language)
{
    private static readonly Dictionary<string, string> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Chinese"] = "zh-CN", ["Mandarin"] = "zh-CN", ["Cantonese"] = "yue", ["English"] = "en", ["German"] = "de", ["French"] = "fr",
        ["Spanish"] = "es", ["Italian"] = "it", ["Portuguese"] = "pt", ["Russian"] = "ru", ["Japanese"] = "ja", ["Korean"] = "ko",
        ["Dutch"] = "nl", ["Polish"] = "pl", ["Turkish"] = "tr", ["Vietnamese"] = "vi", ["Arabic"] = "ar", ["Hindi"] = "hi",
        ["Persian"] = "fa", ["Ukrainian"] = "uk", ["Czech"] = "cs", ["Greek"] = "el", ["Swedish"] = "sv", ["Thai"] = "th",
    };

    /// <summary>Kokoro's speakers are named by their language and gender: <c>zf_xiaoxiao</c>.</summary>
    private static readonly Dictionary<char, string> KokoroLanguages = new()
    {
        ['a'] = "en-US", ['b'] = "en-GB", ['e'] = "es", ['f'] = "fr", ['h'] = "hi", ['i'] = "it", ['j'] = "ja", ['p'] = "pt-BR", ['z'] = "zh-CN",
    };

    /// <exception cref="Core.Errors.ModelFormatException">The file is no network.</exception>
    public static SherpaSpeakers Read(SherpaModel model)
    {
        var role = model.Family == "matcha" ? "acoustic-model" : "model";
        var metadata = model.PathOf(role).Length > 0 ? OnnxHead.Read(model.PathOf(role)).Metadata : new Dictionary<string, string>();
        string[] names = [.. ReadNames(metadata)];
        var said = int.TryParse(metadata.GetValueOrDefault("n_speakers"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;
        return new SherpaSpeakers(Math.Clamp(said, 1, 100_000), names, Tag(metadata));
    }

    /// <summary>The language of one speaker.</summary>
    public string LanguageOf(int speaker) => Kokoro(speaker) is { } name ? KokoroLanguages[name[0]] : Language;

    public VoiceGender GenderOf(int speaker) => Kokoro(speaker) switch
    {
        [_, 'f', ..] => VoiceGender.Female,
        [_, 'm', ..] => VoiceGender.Male,
        _ => VoiceGender.Unknown,
    };

    /// <summary>Number of a speaker by number or name; null where there is none.</summary>
    public int? Find(string asked)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i].Equals(asked, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Count ? number : null;
    }

    private string? Kokoro(int speaker) =>
        speaker < Names.Count && Names[speaker] is [var language, 'f' or 'm', '_', ..] && KokoroLanguages.ContainsKey(language) ? Names[speaker] : null;

    /// <summary>Written <c>af_alloy,af_bella</c>, or with numbers: <c>0-&gt;af_alloy</c>.</summary>
    private static IEnumerable<string> ReadNames(IReadOnlyDictionary<string, string> metadata) =>
        metadata.GetValueOrDefault("speaker_names", "")
            .Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => name[(name.IndexOf('>', StringComparison.Ordinal) + 1)..].Trim());

    private static string Tag(IReadOnlyDictionary<string, string> metadata)
    {
        var language = metadata.GetValueOrDefault("language", "");
        if (metadata.GetValueOrDefault("voice", "") is { Length: >= 2 } voice && char.IsAsciiLetterLower(voice[0]) && language is "" or "English")
        {
            return voice.Split('-') is [var primary, [_, _] region] ? $"{primary}-{region.ToUpperInvariant()}" : voice.StartsWith("cmn", StringComparison.Ordinal) ? "zh-CN" : voice;
        }

        var first = language.Split([' ', ',', '_', '-', '+'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("");
        return Languages.GetValueOrDefault(first) ?? (first is [>= 'a' and <= 'z', >= 'a' and <= 'z'] or [_, _, _] ? first : "en");
    }
}
