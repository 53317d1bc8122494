namespace LinlyTalker.Language.Sentences;

/// <summary>Whether a sentence ends at a sign.</summary>
internal enum Verdict
{
    No,
    Yes,

    /// <summary>What follows decides, and it is not here yet.</summary>
    Wait,
}
