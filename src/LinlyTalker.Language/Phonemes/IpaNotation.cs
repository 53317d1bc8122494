using System.Collections.Frozen;

namespace LinlyTalker.Language.Phonemes;

/// <summary>
/// Reads IPA as engines write it, espeak-ng's phoneme events above all: marks of length, stress, tone and nasality
/// fall away, near kin become the inventory's symbol, and a name that holds several sounds (<c>aɪ</c>, <c>iou</c>)
/// becomes a sequence that shares its time.
/// </summary>
public static class IpaNotation
{
    private const int LongestSymbol = 3;
    private const string TieBar = "\u0361";

    /// <summary>What engines write, and what the inventory calls it; the longer names first win.</summary>
    private static readonly FrozenDictionary<string, string[]> Aliases = new Dictionary<string, string[]>
    {
        // espeak-ng's Mandarin keeps ASCII for the retroflex row, the apical vowels and the back nasal.
        ["ts."] = ["ʈʂ"], ["ts.h"] = ["ʈʂʰ"], ["s."] = ["ʂ"], ["z."] = ["ʐ"], ["i."] = ["ʅ"], ["i̪"] = ["ɿ"],
        ["tsh"] = ["tsʰ"], ["tɕh"] = ["tɕʰ"], ["ph"] = ["pʰ"], ["th"] = ["tʰ"], ["kh"] = ["kʰ"],
        ["onɡ"] = ["ʊ", "ŋ"], ["ər"] = ["ɚ"], ["əɹ"] = ["ɚ"],
        ["g"] = ["ɡ"], ["ɫ"] = ["l"], ["ɺ"] = ["ɾ"], ["ʙ"] = ["b"], ["ʄ"] = ["ɟ"], ["ʛ"] = ["ɢ"],
        ["ɧ"] = ["ʃ"], ["ʜ"] = ["ħ"], ["ʢ"] = ["ʕ"], ["ᵻ"] = ["ɪ"], ["ᵿ"] = ["ʊ"], ["ʦ"] = ["ts"], ["ʧ"] = ["tʃ"],
        ["ʣ"] = ["dz"], ["ʤ"] = ["dʒ"], ["ʨ"] = ["tɕ"], ["ʥ"] = ["dʑ"], ["ɩ"] = ["ɪ"], ["ɷ"] = ["ʊ"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>Empty for a name that holds no speech sound (a pause, a stress mark).</returns>
    public static IReadOnlyList<PhonemePart> Read(string name)
    {
        name = name.Replace(TieBar, "", StringComparison.Ordinal);
        var symbols = new List<string>();
        for (var at = 0; at < name.Length;)
        {
            at += Take(name, at, symbols);
        }

        return Share(symbols);
    }

    private static int Take(string name, int at, List<string> symbols)
    {
        for (var length = Math.Min(LongestSymbol + 1, name.Length - at); length > 0; length--)
        {
            var candidate = name.Substring(at, length);
            if (Aliases.TryGetValue(candidate, out var known))
            {
                symbols.AddRange(known);
                return length;
            }

            if (PhonemeInventory.Find(candidate) is not null)
            {
                symbols.Add(candidate);
                return length;
            }
        }

        return 1;
    }

    /// <summary>
    /// How sounds that an engine times as one share that time: a falling diphthong 65 to 35, an onglide 30 to 70,
    /// a triphthong 25, 45, 30; measured proportions of read speech lie near these.
    /// </summary>
    internal static PhonemePart[] Share(IReadOnlyList<string> symbols)
    {
        switch (symbols.Count)
        {
            case 0:
                return [];
            case 1:
                return [new(symbols[0], 1)];
            case 2:
                var first = Weight(symbols[0]) >= Weight(symbols[1]) ? 0.65f : 0.30f;
                return [new(symbols[0], first), new(symbols[1], 1 - first)];
            case 3:
                return [new(symbols[0], 0.25f), new(symbols[1], 0.45f), new(symbols[2], 0.30f)];
            default:
                return [.. symbols.Select(s => new PhonemePart(s, 1f / symbols.Count))];
        }
    }

    /// <summary>The more open of two sounds is the longer one; a consonant is the least open.</summary>
    private static float Weight(string symbol) =>
        PhonemeInventory.Find(symbol) is { IsVowel: true } vowel ? 1 + vowel.Openness : 0;
}
