using System.CommandLine;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly bench</c>: measurements that a user can make on their own machine.</summary>
internal static class BenchVerb
{
    public static Command Create() => new("bench", "Measures the product on this machine, or a server anywhere.") { BenchLiveVerb.Create() };
}
