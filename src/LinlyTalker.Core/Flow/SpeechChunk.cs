namespace LinlyTalker.Core.Flow;

/// <summary>One speech sound.</summary>
/// <param name="Ipa">IPA, one symbol of the inventory in Language; empty for silence.</param>
/// <param name="Span">In samples since the reply's speech began.</param>
/// <param name="Stress">0 none, 1 primary, 2 secondary; of the syllable that the vowel carries.</param>
public sealed record PhonemeSpan(string Ipa, SampleSpan Span, int Stress = 0);

/// <summary>When a word of the sentence is said.</summary>
/// <param name="Range">Where the word stands in <see cref="Sentence.Spoken"/>, through normalisation.</param>
/// <param name="Span">In samples since the reply's speech began.</param>
public sealed record WordSpan(TextRange Range, SampleSpan Span);

/// <summary>Part of a spoken sentence, so that sound leaves before the sentence is finished.</summary>
public sealed record SpeechChunk
{
    public required Sentence Sentence { get; init; }

    /// <summary>The part of <see cref="Sentence.Spoken"/> whose words begin in this chunk; a caption.</summary>
    public string Text { get; init; } = "";

    /// <summary>Its position counts from the beginning of the reply's speech, in its own sample rate.</summary>
    public required AudioChunk Audio { get; init; }

    /// <summary>
    /// The sentence's phonemes as far as they are known, in order; they may lie before or after this chunk's
    /// audio, so that a face sees what comes.
    /// </summary>
    public IReadOnlyList<PhonemeSpan> Phonemes { get; init; } = [];

    /// <summary>The words that begin in this chunk.</summary>
    public IReadOnlyList<WordSpan> Words { get; init; } = [];

    /// <summary>The last chunk of its sentence.</summary>
    public bool IsLast { get; init; }
}
