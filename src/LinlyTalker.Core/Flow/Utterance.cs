namespace LinlyTalker.Core.Flow;

/// <summary>One recognised word.</summary>
/// <param name="Text">As it is shown.</param>
/// <param name="Span">Where it was said, in samples of the listened stream.</param>
/// <param name="Confidence">Posterior probability, 0 to 1.</param>
public sealed record Word(string Text, SampleSpan Span, float Confidence);

/// <summary>
/// What somebody said. Ears give several for one turn: the first partial, often with an empty text, says that
/// speech has begun; later partials only extend <see cref="StableText"/>; the final one closes the turn with
/// words of its own, heard with all of the sound, so it may correct what partials settled; its text is empty when the turn
/// held no word (a cough).
/// </summary>
public sealed record Utterance
{
    public required string Text { get; init; }

    /// <summary>The prefix of <see cref="Text"/> that no later partial of this utterance changes.</summary>
    public string StableText { get; init; } = "";

    /// <summary>BCP 47 tag, such as <c>en</c> or <c>zh</c>.</summary>
    public required string Language { get; init; }

    public IReadOnlyList<Word> Words { get; init; } = [];

    /// <summary>0 to 1: how sure the recogniser is of the whole text. Each engine counts in its own way.</summary>
    public float Confidence { get; init; } = 1;

    /// <summary>Its engine holds that it may well be wrong: whoever said it should be asked.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>
    /// Where it was said, in samples of the listened stream; of a final one up to the last speech, without the silence that
    /// showed that it was over. Empty for typed text.
    /// </summary>
    public SampleSpan Span { get; init; }

    /// <summary>The rate that <see cref="Span"/> and the words' spans count in.</summary>
    public int SampleRate { get; init; } = 16000;

    /// <summary>The speaker's emotion where the recogniser knows it: <c>happy</c>, <c>sad</c>, <c>angry</c>, ….</summary>
    public string? Emotion { get; init; }

    public bool IsFinal { get; init; } = true;

    /// <summary>Of a partial: the final one that follows if no more is said, where that is known; it fell silent.</summary>
    public Utterance? Foreseen { get; init; }

    /// <summary>An utterance that was typed, not heard.</summary>
    public static Utterance Typed(string text, string language) => new() { Text = text, Language = language };
}
