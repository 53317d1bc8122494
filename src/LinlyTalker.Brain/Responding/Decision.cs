using LinlyTalker.Brain.Retrieval;

namespace LinlyTalker.Brain.Responding;

public enum ReplyKind
{
    /// <summary>The base holds the answer.</summary>
    Answer,

    /// <summary>Several passages may be meant: the user is asked which.</summary>
    AskBack,

    /// <summary>The base does not know.</summary>
    Unknown,

    /// <summary>A greeting, thanks, a farewell, a question about the speaker.</summary>
    SmallTalk,

    /// <summary>Nothing was said, or far too much.</summary>
    NotAQuestion,
}

/// <summary>What to reply, before it is put in words.</summary>
/// <param name="Candidates">The passage of an answer; the two or three on offer; for the unknown, what comes nearest, if anything does.</param>
public sealed record Decision(ReplyKind Kind, IReadOnlyList<Candidate> Candidates, SmallTalk? SmallTalk = null)
{
    public static Decision Of(ReplyKind kind, params IEnumerable<Candidate> candidates) => new(kind, [.. candidates]);
}
