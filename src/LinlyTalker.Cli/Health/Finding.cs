namespace LinlyTalker.Cli.Health;

internal enum Verdict
{
    Good,

    /// <summary>Works, with less.</summary>
    Warning,
    Missing,
}

/// <summary>What a check found.</summary>
/// <param name="Detail">What is there, or what is not.</param>
/// <param name="Fix">What to do; null where nothing is to be done.</param>
internal sealed record Finding(string Group, string Name, Verdict Verdict, string Detail, string? Fix = null);
