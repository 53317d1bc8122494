namespace LinlyTalker.Ears.Turns;

/// <summary>Why a turn was held complete or not.</summary>
public enum TurnRule
{
    /// <summary>The model that hears whether a turn is complete.</summary>
    Meaning,

    /// <summary>The words are a whole question, whatever the model says.</summary>
    Question,

    /// <summary>Nobody ends with the last word, whatever the model says.</summary>
    Unfinished,

    /// <summary>It was silent long enough.</summary>
    Silence,

    /// <summary>The turn grew too long, or the stream ended.</summary>
    Length,
}

/// <summary>What was decided about a pause.</summary>
/// <param name="Position">Where the last speech before it ended, in samples of 16 kHz.</param>
/// <param name="IsComplete">The turn ended here; else it is waited on, and another decision may follow.</param>
/// <param name="Probability">By the model, that the turn is complete; null where it was not asked, or not yet.</param>
/// <param name="Silence">How much silence had been heard.</param>
/// <param name="Latency">From the first short silence to the decision, by the clock.</param>
public readonly record struct TurnDecision(
    long Position, bool IsComplete, TurnRule Rule, float? Probability, TimeSpan Silence, TimeSpan Latency);
