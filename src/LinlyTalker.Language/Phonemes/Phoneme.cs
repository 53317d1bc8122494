namespace LinlyTalker.Language.Phonemes;

/// <summary>Manner of articulation.</summary>
public enum PhonemeKind
{
    Silence,
    Vowel,
    Plosive,
    Affricate,
    Fricative,
    Nasal,
    Tap,
    Trill,
    Lateral,
    Approximant,
}

/// <summary>Place of articulation of a consonant, front to back.</summary>
public enum PhonemePlace
{
    None,
    Bilabial,
    LabioVelar,
    LabioDental,
    Dental,
    Alveolar,
    PostAlveolar,
    Retroflex,
    AlveoloPalatal,
    Palatal,
    Velar,
    Uvular,
    Pharyngeal,
    Glottal,
}

/// <summary>One speech sound of the inventory.</summary>
/// <param name="Ipa">Its symbol; empty for silence.</param>
/// <param name="Openness">Of a vowel's jaw: 0 close (i, u) to 1 open (a); 0 for consonants.</param>
/// <param name="Backness">Of a vowel's tongue: 0 front (i) to 1 back (u); 0 for consonants.</param>
public sealed record Phoneme(
    string Ipa, PhonemeKind Kind, PhonemePlace Place, bool IsVoiced, bool IsRounded, float Openness, float Backness)
{
    public bool IsVowel => Kind == PhonemeKind.Vowel;

    /// <summary>The lips meet: p, b, m and their kin.</summary>
    public bool ClosesLips =>
        Place == PhonemePlace.Bilabial && (Kind is PhonemeKind.Plosive or PhonemeKind.Nasal);
}

/// <summary>A phoneme of a longer unit (a diphthong, a pinyin final) and its part of the unit's time.</summary>
/// <param name="Ipa">A symbol of <see cref="PhonemeInventory"/>; empty for silence.</param>
/// <param name="Share">Part of the time; the parts of a unit sum to 1.</param>
public readonly record struct PhonemePart(string Ipa, float Share);
