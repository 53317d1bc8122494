using System.Collections.Frozen;

namespace LinlyTalker.Language.Chinese.Speech;

/// <summary>Pinyin in bopomofo, the letters that Taiwan's recordings are named by.</summary>
public static class Bopomofo
{
    private static readonly FrozenDictionary<string, string> Initials = new Dictionary<string, string>
    {
        ["b"] = "ㄅ", ["p"] = "ㄆ", ["m"] = "ㄇ", ["f"] = "ㄈ", ["d"] = "ㄉ", ["t"] = "ㄊ", ["n"] = "ㄋ", ["l"] = "ㄌ",
        ["g"] = "ㄍ", ["k"] = "ㄎ", ["h"] = "ㄏ", ["j"] = "ㄐ", ["q"] = "ㄑ", ["x"] = "ㄒ", ["zh"] = "ㄓ", ["ch"] = "ㄔ",
        ["sh"] = "ㄕ", ["r"] = "ㄖ", ["z"] = "ㄗ", ["c"] = "ㄘ", ["s"] = "ㄙ", [""] = "",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Finals = new Dictionary<string, string>
    {
        ["a"] = "ㄚ", ["o"] = "ㄛ", ["e"] = "ㄜ", ["ê"] = "ㄝ", ["ai"] = "ㄞ", ["ei"] = "ㄟ", ["ao"] = "ㄠ", ["ou"] = "ㄡ",
        ["an"] = "ㄢ", ["en"] = "ㄣ", ["ang"] = "ㄤ", ["eng"] = "ㄥ", ["er"] = "ㄦ", ["i"] = "ㄧ", ["ia"] = "ㄧㄚ",
        ["io"] = "ㄧㄛ", ["ie"] = "ㄧㄝ", ["iao"] = "ㄧㄠ", ["iu"] = "ㄧㄡ", ["ian"] = "ㄧㄢ", ["in"] = "ㄧㄣ",
        ["iang"] = "ㄧㄤ", ["ing"] = "ㄧㄥ", ["u"] = "ㄨ", ["ua"] = "ㄨㄚ", ["uo"] = "ㄨㄛ", ["uai"] = "ㄨㄞ", ["ui"] = "ㄨㄟ",
        ["uan"] = "ㄨㄢ", ["un"] = "ㄨㄣ", ["uang"] = "ㄨㄤ", ["ong"] = "ㄨㄥ", ["ueng"] = "ㄨㄥ", ["ü"] = "ㄩ", ["üe"] = "ㄩㄝ",
        ["üan"] = "ㄩㄢ", ["ün"] = "ㄩㄣ", ["iong"] = "ㄩㄥ",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Standing = new Dictionary<string, string>
    {
        ["yi"] = "i", ["yin"] = "in", ["ying"] = "ing", ["yu"] = "ü", ["yue"] = "üe", ["yuan"] = "üan", ["yun"] = "ün",
        ["yong"] = "iong", ["you"] = "iu", ["wu"] = "u", ["wei"] = "ui", ["wen"] = "un", ["weng"] = "ueng",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The letters of a syllable without its tone; null for what is no syllable.</summary>
    public static string? Spell(string pinyin)
    {
        var (initial, final) = Split(pinyin.Replace('v', 'ü'));
        if (final == "i" && initial is ("zh" or "ch" or "sh" or "r" or "z" or "c" or "s"))
        {
            return Initials[initial];
        }

        if (initial is "j" or "q" or "x" && final.StartsWith('u'))
        {
            final = "ü" + final[1..];
        }

        return Initials.TryGetValue(initial, out var first) && Finals.TryGetValue(final, out var rest) ? first + rest : null;
    }

    private static (string Initial, string Final) Split(string pinyin)
    {
        if (pinyin.StartsWith('y') || pinyin.StartsWith('w'))
        {
            return ("", Standing.TryGetValue(pinyin, out var full) ? full
                : (pinyin[0] == 'y' ? "i" : "u") + pinyin[1..]);
        }

        var length = pinyin.Length > 1 && Initials.ContainsKey(pinyin[..2]) ? 2
            : pinyin.Length > 0 && Initials.ContainsKey(pinyin[..1]) ? 1 : 0;
        return (pinyin[..length], pinyin[length..]);
    }
}
