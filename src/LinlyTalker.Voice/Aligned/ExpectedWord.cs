using LinlyTalker.Core.Flow;

namespace LinlyTalker.Voice.Aligned;

/// <summary>A sound that a text should hold.</summary>
/// <param name="Ipa">A symbol of the inventory.</param>
/// <param name="Weight">How long it lasts beside others; a stressed vowel is about 1.</param>
internal readonly record struct ExpectedSound(string Ipa, float Weight);

/// <summary>A word of a text as it should sound.</summary>
/// <param name="Range">Where it stands in the text.</param>
/// <param name="Mark">The pause behind it, as in <see cref="Language.Normalisation.SpokenWord.Mark"/>.</param>
internal sealed record ExpectedWord(TextRange Range, IReadOnlyList<ExpectedSound> Sounds, char Mark)
{
    public float Weight => Sounds.Sum(sound => sound.Weight);
}
