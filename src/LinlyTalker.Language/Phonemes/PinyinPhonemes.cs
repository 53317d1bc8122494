using System.Collections.Frozen;
using System.Globalization;

namespace LinlyTalker.Language.Phonemes;

/// <summary>The sounds of a Mandarin syllable.</summary>
/// <param name="Initial">One symbol; empty for a syllable without initial.</param>
/// <param name="Final">A sequence that shares the final's time, glides first.</param>
public readonly record struct PinyinSounds(string Initial, IReadOnlyList<PhonemePart> Final);

/// <summary>
/// Pinyin in IPA (after Duanmu, The Phonology of Standard Chinese, 2007): initials, and finals as time-split
/// sequences, onglides 30 to 70, falling diphthongs 60 to 40.
/// </summary>
public static class PinyinPhonemes
{
    private static readonly FrozenDictionary<string, string> Initials = new Dictionary<string, string>
    {
        ["b"] = "p", ["p"] = "pʰ", ["m"] = "m", ["f"] = "f", ["d"] = "t", ["t"] = "tʰ", ["n"] = "n", ["l"] = "l",
        ["g"] = "k", ["k"] = "kʰ", ["h"] = "x", ["j"] = "tɕ", ["q"] = "tɕʰ", ["x"] = "ɕ", ["zh"] = "ʈʂ",
        ["ch"] = "ʈʂʰ", ["sh"] = "ʂ", ["r"] = "ʐ", ["z"] = "ts", ["c"] = "tsʰ", ["s"] = "s",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Symbols, and their shares of the final in percent.</summary>
    private static readonly FrozenDictionary<string, PhonemePart[]> Finals = new Dictionary<string, string>
    {
        ["a"] = "a", ["o"] = "o", ["e"] = "ɤ", ["ê"] = "ɛ", ["i"] = "i", ["u"] = "u", ["ü"] = "y",
        ["-i"] = "ɿ", ["-ii"] = "ʅ", ["er"] = "ɚ",
        ["ai"] = "a60 ɪ40", ["ei"] = "e60 ɪ40", ["ao"] = "ɑ60 ʊ40", ["ou"] = "o60 ʊ40",
        ["an"] = "a60 n40", ["en"] = "ə60 n40", ["ang"] = "ɑ60 ŋ40", ["eng"] = "ə60 ŋ40", ["ong"] = "ʊ60 ŋ40",
        ["ia"] = "i30 a70", ["ie"] = "i30 ɛ70", ["iao"] = "i25 ɑ45 ʊ30", ["iou"] = "i25 o45 ʊ30",
        ["ian"] = "i25 ɛ40 n35", ["in"] = "i60 n40", ["iang"] = "i25 ɑ40 ŋ35", ["ing"] = "i60 ŋ40",
        ["iong"] = "i25 ʊ40 ŋ35", ["io"] = "i30 o70", ["iai"] = "i25 a45 ɪ30",
        ["ua"] = "u30 a70", ["uo"] = "u30 o70", ["uai"] = "u25 a45 ɪ30", ["uei"] = "u25 e45 ɪ30",
        ["uan"] = "u25 a40 n35", ["uen"] = "u25 ə40 n35", ["uang"] = "u25 ɑ40 ŋ35", ["ueng"] = "u25 ə40 ŋ35",
        ["üe"] = "y30 ɛ70", ["üan"] = "y25 ɛ40 n35", ["ün"] = "y60 n40",
        ["m"] = "m", ["n"] = "n", ["ng"] = "ŋ", ["hm"] = "m", ["hng"] = "ŋ",
    }.ToFrozenDictionary(e => e.Key, e => Parse(e.Value), StringComparer.Ordinal);

    /// <summary>The IPA of an initial (<c>zh</c>); null for what is none.</summary>
    public static string? Initial(string initial) => Initials.GetValueOrDefault(initial);

    /// <summary>
    /// The sounds of a final in its full form (<c>uei</c>, not <c>ui</c>; <c>ü</c>; <c>-i</c> in <c>zi</c>,
    /// <c>-ii</c> in <c>zhi</c>); null for what is none.
    /// </summary>
    public static IReadOnlyList<PhonemePart>? Final(string final) => Finals.GetValueOrDefault(final);

    /// <summary>
    /// The sounds of a syllable as pinyin spells it, with or without a tone digit, <c>v</c> or <c>u:</c> for
    /// <c>ü</c>; null for what is no syllable.
    /// </summary>
    public static PinyinSounds? Syllable(string pinyin)
    {
        var text = pinyin.ToLowerInvariant().TrimEnd('0', '1', '2', '3', '4', '5')
            .Replace("u:", "ü", StringComparison.Ordinal).Replace('v', 'ü');
        var initial = text.Length > 1 && text[1] == 'h' && text[0] is 'z' or 'c' or 's' && Initials.ContainsKey(text[..2])
            ? text[..2]
            : text.Length > 1 && Initials.ContainsKey(text[..1]) && !Finals.ContainsKey(text) ? text[..1] : "";
        return Finals.TryGetValue(FullFinal(initial, text[initial.Length..]), out var final)
            ? new(initial.Length == 0 ? "" : Initials[initial], final)
            : null;
    }

    /// <summary>Undoes the spelling rules: y and w, ü after j q x, and the short forms iu, ui, un.</summary>
    private static string FullFinal(string initial, string spelt) => (initial, spelt) switch
    {
        ("z" or "c" or "s", "i") => "-i",
        ("zh" or "ch" or "sh" or "r", "i") => "-ii",
        ("", "you") => "iou",
        ("", "yong") => "iong",
        ("", "wu") => "u",
        ("", "wei") => "uei",
        ("", "wen") => "uen",
        ("", "weng") => "ueng",
        ("", _) when spelt.StartsWith("yu", StringComparison.Ordinal) => "ü" + spelt[2..],
        ("", _) when spelt.StartsWith("yi", StringComparison.Ordinal) => spelt[1..],
        ("", _) when spelt.StartsWith('y') => "i" + spelt[1..],
        ("", _) when spelt.StartsWith('w') => "u" + spelt[1..],
        ("j" or "q" or "x", _) when spelt.StartsWith('u') => "ü" + spelt[1..],
        (_, "iu") => "iou",
        (_, "ui") => "uei",
        (_, "un") when initial.Length > 0 => "uen",
        (_, "ue") => "üe",
        _ => spelt,
    };

    private static PhonemePart[] Parse(string parts) =>
        [.. parts.Split(' ').Select(p => char.IsAsciiDigit(p[^1])
            ? new PhonemePart(p[..^2], int.Parse(p[^2..], CultureInfo.InvariantCulture) / 100f)
            : new PhonemePart(p, 1))];
}
