namespace LinlyTalker.Core.Flow;

/// <summary>Where an answer comes from.</summary>
/// <param name="File">Path relative to the knowledge folder.</param>
/// <param name="Heading">The section, or the question of a question-and-answer row.</param>
public sealed record Source(string File, string Heading);

public enum MarkKind
{
    /// <summary>The value names an emotion: <c>happy</c>, <c>sad</c>, ….</summary>
    Emotion,

    /// <summary>The range is stressed.</summary>
    Emphasis,
}

/// <summary>A mark on a stretch of the spoken text.</summary>
public sealed record SpeechMark(MarkKind Kind, string Value, TextRange Range);

/// <summary>
/// A piece of a reply as the brain thinks it, at the least a word. What is shown and what is said are two things:
/// Markdown, URLs and emoji are shown, never said.
/// </summary>
public sealed record ReplyPiece
{
    /// <summary>What is shown, white space included: the reply's text is the pieces' texts joined.</summary>
    public required string Text { get; init; }

    /// <summary>What is said; null where it equals <see cref="Text"/>, empty for what is only shown.</summary>
    public string? Spoken { get; init; }

    public required string Language { get; init; }

    public IReadOnlyList<Source> Sources { get; init; } = [];

    public IReadOnlyList<SpeechMark> Marks { get; init; } = [];
}
