namespace LinlyTalker.Bench.Ears.Pauses;

internal enum PauseKind
{
    /// <summary>A recorded speaker's own, within a sentence.</summary>
    Within,

    /// <summary>A recorded speaker's own, between two sentences of one recording.</summary>
    Between,

    /// <summary>A neural voice's own, at the commas of what it reads.</summary>
    Read,

    /// <summary>A recording or a read question that was made to stop after a word: somebody searches for the next.</summary>
    Hesitation,

    /// <summary>After all was said: the end of the turn.</summary>
    End,

    /// <summary>After a question that a neural voice reads.</summary>
    EndOfQuestion,
}

/// <summary>A pause, and what is known when it has lasted 0.2 s.</summary>
/// <param name="HeldOut">Of the half that no figure was fitted to.</param>
/// <param name="Silence">Seconds; infinite at ends.</param>
/// <param name="Probability">By the turn detector.</param>
/// <param name="Text">By the recogniser.</param>
internal sealed record JudgedPause(PauseKind Kind, string Name, bool HeldOut, double Silence, float Probability, string Text);
