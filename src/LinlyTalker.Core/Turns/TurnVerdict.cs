namespace LinlyTalker.Core.Turns;

/// <summary>What was judged, in a pause, of all that was said before it.</summary>
public enum TurnVerdict
{
    /// <summary>Much is missing; or the last word is none that anybody ends with.</summary>
    Incomplete,

    /// <summary>Something may be missing.</summary>
    Doubtful,

    /// <summary>The words are a whole question, but it does not sound like one that is over, or a comma stands after it.</summary>
    Contradicted,

    /// <summary>It sounds complete.</summary>
    Complete,

    /// <summary>It sounds complete, and the words are a whole question.</summary>
    WholeQuestion,
}
