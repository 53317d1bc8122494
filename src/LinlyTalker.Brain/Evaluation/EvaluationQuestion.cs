using LinlyTalker.Brain.Responding;

namespace LinlyTalker.Brain.Evaluation;

/// <summary>A question and what a right reply to it is: one entry of <c>evaluation.yaml</c>.</summary>
public sealed record EvaluationQuestion
{
    public required string Ask { get; init; }

    /// <summary><c>plain</c>, <c>paraphrase</c>, <c>follow-up</c>, <c>vague</c>, <c>unknown</c> or <c>misheard</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Kept aside while the responder was made.</summary>
    public bool IsHeldOut { get; init; }

    public required ReplyKind Expect { get; init; }

    /// <summary><c>file#heading</c>; any of them is right, and one of them must be among those on offer.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Questions of the same dialogue that come before.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>In the file.</summary>
    public int Line { get; init; }
}

/// <summary>A question with the reply that it got.</summary>
public sealed record EvaluationResult(EvaluationQuestion Question, ReplyKind Kind, IReadOnlyList<string> Sources, float Score)
{
    public bool IsRight => Kind == Question.Expect && (Kind == ReplyKind.Unknown || Sources.Intersect(Question.Sources).Any());

    /// <summary>The base does not know, and something was answered all the same.</summary>
    public bool IsInvented => Question.Expect == ReplyKind.Unknown && Kind == ReplyKind.Answer;
}
