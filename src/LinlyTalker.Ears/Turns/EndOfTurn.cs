namespace LinlyTalker.Ears.Turns;

/// <summary>Weighs what the model heard and what was said.</summary>
/// <param name="threshold">At or above it the model says "complete".</param>
internal sealed class EndOfTurn(float threshold)
{
    /// <param name="probability">By the model; null where there is none: then a fixed pause decides.</param>
    /// <param name="text">What was said; null while it is not known yet.</param>
    /// <returns>Null: it cannot be said, or not yet.</returns>
    public (bool IsComplete, TurnRule Rule)? Judge(float? probability, string? text) => (probability >= threshold, text) switch
    {
        _ when probability is null || text is { Length: 0 } => null,
        // An answer needs the words in any case, so it costs nothing to see first how they end.
        (true, null) => null,
        (true, _) => EnglishSentences.EndsUnfinished(text) ? (false, TurnRule.Unfinished) : (true, TurnRule.Meaning),
        (false, null) => (false, TurnRule.Meaning),
        (false, _) => EnglishSentences.IsWholeQuestion(text) ? (true, TurnRule.Question) : (false, TurnRule.Meaning),
    };
}
