using LinlyTalker.Core.Turns;

namespace LinlyTalker.Ears.Turns;

/// <summary>Weighs what the model heard and what was said.</summary>
/// <param name="complete">At or above it the model says "complete".</param>
/// <param name="doubtful">At or above it the model is in doubt.</param>
internal sealed class EndOfTurn(float complete, float doubtful)
{
    /// <param name="probability">By the model; null where there is none: then a fixed pause decides.</param>
    /// <param name="text">What was said; null while it is not known yet.</param>
    /// <returns>Null: it cannot be said, or not yet.</returns>
    public (TurnVerdict Verdict, TurnRule Rule)? Judge(float? probability, string? text) => (probability >= complete, text) switch
    {
        _ when probability is null || text is { Length: 0 } => null,
        // An answer needs the words in any case, so it costs nothing to see first how they end.
        (true, null) => null,
        (_, not null) when EnglishSentences.IsQuestionBeforeComma(text) => (TurnVerdict.Contradicted, TurnRule.Question),
        (true, _) when EnglishSentences.EndsUnfinished(text) => (TurnVerdict.Incomplete, TurnRule.Unfinished),
        (true, _) => (EnglishSentences.IsWholeQuestion(text) ? TurnVerdict.WholeQuestion : TurnVerdict.Complete, TurnRule.Meaning),
        (false, not null) when EnglishSentences.IsWholeQuestion(text) => (TurnVerdict.Contradicted, TurnRule.Question),
        _ => (probability >= doubtful ? TurnVerdict.Doubtful : TurnVerdict.Incomplete, TurnRule.Meaning),
    };
}
