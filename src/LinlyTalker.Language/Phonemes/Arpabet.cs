using System.Collections.Frozen;

namespace LinlyTalker.Language.Phonemes;

/// <summary>
/// ARPAbet in IPA: the phone set of the CMU dictionary, of PocketSphinx (<c>AH</c>, <c>SIL</c>) and of flite
/// (<c>ax</c>, <c>pau</c>), in either case, with or without the stress digit.
/// </summary>
public static class Arpabet
{
    private static readonly FrozenDictionary<string, PhonemePart[]> Table = new Dictionary<string, string>
    {
        ["AA"] = "ɑ", ["AE"] = "æ", ["AH"] = "ʌ", ["AO"] = "ɔ", ["AX"] = "ə", ["AXR"] = "ɚ", ["EH"] = "ɛ",
        ["ER"] = "ɝ", ["IH"] = "ɪ", ["IX"] = "ɨ", ["IY"] = "i", ["UH"] = "ʊ", ["UW"] = "u", ["UX"] = "ʉ",
        ["AW"] = "a ʊ", ["AY"] = "a ɪ", ["EY"] = "e ɪ", ["OW"] = "o ʊ", ["OY"] = "ɔ ɪ",
        ["B"] = "b", ["CH"] = "tʃ", ["D"] = "d", ["DH"] = "ð", ["DX"] = "ɾ", ["EL"] = "ə l", ["EM"] = "ə m",
        ["EN"] = "ə n", ["F"] = "f", ["G"] = "ɡ", ["HH"] = "h", ["HV"] = "ɦ", ["JH"] = "dʒ", ["K"] = "k", ["L"] = "l",
        ["M"] = "m", ["N"] = "n", ["NG"] = "ŋ", ["NX"] = "ɾ", ["P"] = "p", ["Q"] = "ʔ", ["R"] = "ɹ", ["S"] = "s",
        ["SH"] = "ʃ", ["T"] = "t", ["TH"] = "θ", ["V"] = "v", ["W"] = "w", ["WH"] = "ʍ", ["Y"] = "j", ["Z"] = "z",
        ["ZH"] = "ʒ",
    }.ToFrozenDictionary(
        e => e.Key, e => IpaNotation.Share(e.Value.Split(' ')), StringComparer.OrdinalIgnoreCase);

    private static readonly PhonemePart[] Pause = [new("", 1)];

    /// <summary>The sounds of one ARPAbet symbol; silence for pauses, noises and fillers.</summary>
    public static IReadOnlyList<PhonemePart> Read(string symbol) => Read(symbol, out _);

    /// <param name="symbol">Such as <c>OW1</c>.</param>
    /// <param name="stress">The digit behind the vowel: 0 none, 1 primary, 2 secondary.</param>
    public static IReadOnlyList<PhonemePart> Read(string symbol, out int stress)
    {
        stress = 0;
        var name = symbol.AsSpan();
        var hasDigit = !name.IsEmpty && char.IsAsciiDigit(name[^1]);
        if (hasDigit)
        {
            stress = name[^1] - '0';
            name = name[..^1];
        }

        // The dictionary writes the unstressed vowels of "about" and "letter" as AH0 and ER0.
        if (hasDigit && stress == 0 && name.Equals("AH", StringComparison.OrdinalIgnoreCase))
        {
            name = "AX";
        }
        else if (hasDigit && stress == 0 && name.Equals("ER", StringComparison.OrdinalIgnoreCase))
        {
            name = "AXR";
        }

        return Table.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var parts) ? parts : Pause;
    }
}
