using System.CommandLine;

namespace LinlyTalker.Cli.Console;

/// <summary>Options that several verbs share, each defined once.</summary>
internal static class CommonOptions
{
    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Show the whole story of an error.",
        Recursive = true,
    };

    /// <summary>What the set-up script asked before the program began; verbs that ask something have their own.</summary>
    public static Option<bool> SetUpYes { get; } = new("--yes", "-y")
    {
        Description = "Agree to what the first run installs.",
        Recursive = true,
    };

    /// <summary>The program may take so much longer to end when it is told to.</summary>
    public static Option<int> Drain { get; } = new("--drain")
    {
        Description = "Seconds that running requests and conversations have to end when the server is stopped.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 10,
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON for machines." };

    public static Option<bool> Yes() => new("--yes", "-y") { Description = "Do not ask; agree." };

    public static Option<FileInfo?> Output(string description) =>
        new("--output", "-o") { Description = description, HelpName = "FILE" };
}
