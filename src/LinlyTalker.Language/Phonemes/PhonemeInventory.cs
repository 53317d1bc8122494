using System.Collections.Frozen;
using static LinlyTalker.Language.Phonemes.PhonemeKind;
using static LinlyTalker.Language.Phonemes.PhonemePlace;

namespace LinlyTalker.Language.Phonemes;

/// <summary>
/// Every speech sound that a voice may report, by its IPA symbol (International Phonetic Association, chart of 2020;
/// ɿ and ʅ are the customary signs of the Mandarin vowels of <c>zi</c> and <c>zhi</c>). Diphthongs are no symbols:
/// they are sequences of <see cref="PhonemePart"/>. Length, tone and secondary articulation are not kept, since
/// spans tell time and a face does not show the rest; aspiration is, since Mandarin tells words apart by it.
/// </summary>
public static class PhonemeInventory
{
    public static Phoneme Silence { get; } = new("", PhonemeKind.Silence, None, false, false, 0, 0);

    private static readonly Phoneme[] Vowels =
    [
        // openness, backness
        Vowel("i", 0.00f, 0.0f), Vowel("y", 0.00f, 0.0f, rounded: true),
        Vowel("ɨ", 0.00f, 0.5f), Vowel("ʉ", 0.00f, 0.5f, rounded: true),
        Vowel("ɯ", 0.00f, 1.0f), Vowel("u", 0.00f, 1.0f, rounded: true),
        Vowel("ɿ", 0.05f, 0.3f), Vowel("ʅ", 0.05f, 0.4f),
        Vowel("ɪ", 0.20f, 0.2f), Vowel("ʏ", 0.20f, 0.2f, rounded: true), Vowel("ʊ", 0.20f, 0.8f, rounded: true),
        Vowel("e", 0.35f, 0.0f), Vowel("ø", 0.35f, 0.0f, rounded: true),
        Vowel("ɘ", 0.35f, 0.5f), Vowel("ɵ", 0.35f, 0.5f, rounded: true),
        Vowel("ɤ", 0.35f, 1.0f), Vowel("o", 0.35f, 1.0f, rounded: true),
        Vowel("ə", 0.45f, 0.5f), Vowel("ɚ", 0.45f, 0.5f, rounded: true), Vowel("ɝ", 0.45f, 0.5f, rounded: true),
        Vowel("ɛ", 0.60f, 0.0f), Vowel("œ", 0.60f, 0.0f, rounded: true),
        Vowel("ɜ", 0.60f, 0.5f), Vowel("ɞ", 0.60f, 0.5f, rounded: true),
        Vowel("ʌ", 0.65f, 0.8f), Vowel("ɔ", 0.65f, 1.0f, rounded: true),
        Vowel("æ", 0.80f, 0.0f), Vowel("ɐ", 0.80f, 0.5f),
        Vowel("a", 1.00f, 0.2f), Vowel("ɶ", 1.00f, 0.0f, rounded: true),
        Vowel("ɑ", 1.00f, 1.0f), Vowel("ɒ", 0.95f, 1.0f, rounded: true),
    ];

    private static readonly Phoneme[] Consonants =
    [
        .. Of(Plosive, Bilabial, voiceless: "p pʰ", voiced: "b ɓ"),
        .. Of(Plosive, Alveolar, voiceless: "t tʰ", voiced: "d ɗ"),
        .. Of(Plosive, Retroflex, voiceless: "ʈ", voiced: "ɖ"),
        .. Of(Plosive, Palatal, voiceless: "c", voiced: "ɟ"),
        .. Of(Plosive, Velar, voiceless: "k kʰ", voiced: "ɡ ɠ"),
        .. Of(Plosive, Uvular, voiceless: "q", voiced: "ɢ"),
        .. Of(Plosive, Glottal, voiceless: "ʔ", voiced: ""),
        .. Of(Affricate, Alveolar, voiceless: "ts tsʰ", voiced: "dz"),
        .. Of(Affricate, PostAlveolar, voiceless: "tʃ", voiced: "dʒ"),
        .. Of(Affricate, Retroflex, voiceless: "ʈʂ ʈʂʰ", voiced: "ɖʐ"),
        .. Of(Affricate, AlveoloPalatal, voiceless: "tɕ tɕʰ", voiced: "dʑ"),
        .. Of(Fricative, Bilabial, voiceless: "ɸ", voiced: "β"),
        .. Of(Fricative, LabioDental, voiceless: "f", voiced: "v"),
        .. Of(Fricative, Dental, voiceless: "θ", voiced: "ð"),
        .. Of(Fricative, Alveolar, voiceless: "s ɬ", voiced: "z ɮ"),
        .. Of(Fricative, PostAlveolar, voiceless: "ʃ", voiced: "ʒ"),
        .. Of(Fricative, Retroflex, voiceless: "ʂ", voiced: "ʐ"),
        .. Of(Fricative, AlveoloPalatal, voiceless: "ɕ", voiced: "ʑ"),
        .. Of(Fricative, Palatal, voiceless: "ç", voiced: "ʝ"),
        .. Of(Fricative, Velar, voiceless: "x", voiced: "ɣ"),
        .. Of(Fricative, Uvular, voiceless: "χ", voiced: "ʁ"),
        .. Of(Fricative, Pharyngeal, voiceless: "ħ", voiced: "ʕ"),
        .. Of(Fricative, Glottal, voiceless: "h", voiced: "ɦ"),
        .. Of(Nasal, Bilabial, voiceless: "", voiced: "m"),
        .. Of(Nasal, LabioDental, voiceless: "", voiced: "ɱ"),
        .. Of(Nasal, Alveolar, voiceless: "", voiced: "n"),
        .. Of(Nasal, Retroflex, voiceless: "", voiced: "ɳ"),
        .. Of(Nasal, Palatal, voiceless: "", voiced: "ɲ"),
        .. Of(Nasal, Velar, voiceless: "", voiced: "ŋ"),
        .. Of(Nasal, Uvular, voiceless: "", voiced: "ɴ"),
        .. Of(Tap, Alveolar, voiceless: "", voiced: "ɾ"),
        .. Of(Tap, Retroflex, voiceless: "", voiced: "ɽ"),
        .. Of(Trill, Alveolar, voiceless: "", voiced: "r"),
        .. Of(Trill, Uvular, voiceless: "", voiced: "ʀ"),
        .. Of(Lateral, Alveolar, voiceless: "", voiced: "l"),
        .. Of(Lateral, Retroflex, voiceless: "", voiced: "ɭ"),
        .. Of(Lateral, Palatal, voiceless: "", voiced: "ʎ"),
        .. Of(Lateral, Velar, voiceless: "", voiced: "ʟ"),
        .. Of(Approximant, LabioDental, voiceless: "", voiced: "ʋ"),
        .. Of(Approximant, Alveolar, voiceless: "", voiced: "ɹ"),
        .. Of(Approximant, Retroflex, voiceless: "", voiced: "ɻ"),
        .. Of(Approximant, Palatal, voiceless: "", voiced: "j"),
        .. Of(Approximant, Velar, voiceless: "", voiced: "ɰ"),
        new("ɥ", Approximant, Palatal, IsVoiced: true, IsRounded: true, 0, 0),
        new("w", Approximant, LabioVelar, IsVoiced: true, IsRounded: true, 0, 0),
        new("ʍ", Fricative, LabioVelar, IsVoiced: false, IsRounded: true, 0, 0),
    ];

    private static readonly FrozenDictionary<string, Phoneme> BySymbol =
        Vowels.Concat(Consonants).Append(Silence).ToFrozenDictionary(p => p.Ipa, StringComparer.Ordinal);

    public static IReadOnlyCollection<Phoneme> All => BySymbol.Values;

    /// <summary>Null for what is no symbol of the inventory.</summary>
    public static Phoneme? Find(string ipa) => BySymbol.GetValueOrDefault(ipa);

    private static Phoneme Vowel(string ipa, float openness, float backness, bool rounded = false) =>
        new(ipa, PhonemeKind.Vowel, None, IsVoiced: true, rounded, openness, backness);

    private static IEnumerable<Phoneme> Of(PhonemeKind kind, PhonemePlace place, string voiceless, string voiced) =>
        Symbols(voiceless, false).Concat(Symbols(voiced, true))
            .Select(s => new Phoneme(s.Ipa, kind, place, s.Voiced, IsRounded: false, 0, 0));

    private static IEnumerable<(string Ipa, bool Voiced)> Symbols(string list, bool voiced) =>
        list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => (s, voiced));
}
