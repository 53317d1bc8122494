using LinlyTalker.Core.Flow;

namespace LinlyTalker.Voice.Engines;

/// <summary>A sentence as an engine said it; spans count from its first sample.</summary>
/// <param name="Samples">Mono, float32 in [-1, 1]; empty where there was nothing to say.</param>
/// <param name="Phonemes">In order, without gaps; silence is an empty symbol.</param>
/// <param name="Words">In order; ranges of the text that was given.</param>
public sealed record SaidSentence(
    float[] Samples, int SampleRate, IReadOnlyList<PhonemeSpan> Phonemes, IReadOnlyList<WordSpan> Words)
{
    public static SaidSentence Nothing { get; } = new([], 16000, [], []);
}
