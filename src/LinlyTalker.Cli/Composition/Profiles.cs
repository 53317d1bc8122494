namespace LinlyTalker.Cli.Composition;

/// <summary>Which engines a user wants, in one word; the sets of models in the catalogue have the same names.</summary>
internal static class Profiles
{
    /// <summary>The best organ that is present, organ by organ.</summary>
    public const string Auto = "auto";

    /// <summary>Only what needs no download beyond the first run's.</summary>
    public const string Embedded = "embedded";

    /// <summary>The others ask for neural ears and a neural voice, those of the set before any other.</summary>
    public static IReadOnlyList<string> Names { get; } = [Auto, Embedded, "standard", "standard-zh", "small", "large"];
}
