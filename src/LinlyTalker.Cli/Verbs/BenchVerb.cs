using System.CommandLine;
using LinlyTalker.Cli.Console;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly bench</c>: measurements that a user can make on their own machine.</summary>
internal static class BenchVerb
{
    public static Command Create()
    {
        var command = new Command("bench", "Measures the product on this machine, or a server anywhere.") { BenchLiveVerb.Create() };
        return command.WithExamples("linly bench live --sessions 4");
    }
}
