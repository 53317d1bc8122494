using LinlyTalker.Core.Flow;

namespace LinlyTalker.Ears.Recognition;

/// <summary>What a recogniser heard in a stretch of sound.</summary>
public sealed record Transcript
{
    /// <summary>With the recogniser's capitals and punctuation; empty when no word was said.</summary>
    public required string Text { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>Spans count from the first sample given. Joined as written, they make up the text.</summary>
    public IReadOnlyList<Word> Words { get; init; } = [];

    /// <summary>0 to 1: how sure the recogniser is of the whole.</summary>
    public float Confidence { get; init; } = 1;

    /// <summary>The recogniser holds that it may well be wrong, by a threshold of its own.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>The speaker's emotion where the model tells it: <c>happy</c>, <c>sad</c>, <c>angry</c>, ….</summary>
    public string? Emotion { get; init; }

    /// <summary>What else was heard where the model tells it: <c>laughter</c>, <c>music</c>, <c>cough</c>, ….</summary>
    public string? Event { get; init; }

    public static Transcript Nothing(string language) => new() { Text = "", Language = language, Confidence = 0 };
}
