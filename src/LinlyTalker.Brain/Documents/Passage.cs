namespace LinlyTalker.Brain.Documents;

/// <summary>What an answer is made of: a section of a Markdown file, or a row of a table of questions and answers.</summary>
public sealed record Passage
{
    /// <summary>Relative to the knowledge folder, with <c>/</c>.</summary>
    public required string File { get; init; }

    /// <summary>1 for the first line of the file.</summary>
    public required int Line { get; init; }

    /// <summary>The section's heading, or the first of <see cref="Questions"/>.</summary>
    public required string Heading { get; init; }

    /// <summary>The headings above, outermost first, joined with <c> › </c>.</summary>
    public string Context { get; init; } = "";

    /// <summary>The ways to ask for it; the heading alone for a section.</summary>
    public required IReadOnlyList<string> Questions { get; init; }

    /// <summary>Markdown.</summary>
    public required string Answer { get; init; }
}

/// <summary>Something in a knowledge folder that was not read, and why.</summary>
/// <param name="Line">0 for the whole file.</param>
public sealed record KnowledgeProblem(string File, int Line, string Message)
{
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Message}" : $"{File}: {Message}";
}

/// <summary>What one file gave.</summary>
public sealed record DocumentContent(IReadOnlyList<Passage> Passages, IReadOnlyList<KnowledgeProblem> Problems);
