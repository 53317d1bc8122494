namespace LinlyTalker.Core.Turns;

public enum TurnChange
{
    /// <summary>The turn's sound begins at the position, pre-roll included.</summary>
    Started,

    /// <summary>Speech fell silent at the position; the turn may go on.</summary>
    Paused,

    /// <summary>Speech goes on from the position.</summary>
    Resumed,

    /// <summary>The turn's sound ends at the position, hang-over included.</summary>
    Ended,
}

/// <param name="Position">In samples of the listened stream.</param>
public readonly record struct TurnSignal(TurnChange Change, long Position);
