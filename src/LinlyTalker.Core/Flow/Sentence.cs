namespace LinlyTalker.Core.Flow;

/// <summary>What a voice speaks in one breath; cut from a reply's pieces.</summary>
public sealed record Sentence
{
    /// <summary>0 for the reply's first.</summary>
    public required int Index { get; init; }

    /// <summary>As shown. Joined over a reply's sentences it equals the joined pieces.</summary>
    public required string Text { get; init; }

    /// <summary>As said, before normalisation; may be empty for a sentence that is only shown.</summary>
    public required string Spoken { get; init; }

    public required string Language { get; init; }

    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>Ranges refer to <see cref="Spoken"/>.</summary>
    public IReadOnlyList<SpeechMark> Marks { get; init; } = [];
}
