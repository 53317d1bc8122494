namespace LinlyTalker.Core.Flow;

/// <summary>When the sounds and the words of a known text were said.</summary>
/// <param name="Phonemes">In order, without gaps; silence is an empty symbol. Spans count from the sound's first sample.</param>
/// <param name="Words">In order; ranges of the text that was given.</param>
public sealed record Alignment(IReadOnlyList<PhonemeSpan> Phonemes, IReadOnlyList<WordSpan> Words);
