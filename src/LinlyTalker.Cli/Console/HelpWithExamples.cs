using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace LinlyTalker.Cli.Console;

/// <summary>The usual help, then the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var result = usual.Invoke(parseResult);
        var examples = Examples.Of(parseResult.CommandResult.Command);
        if (examples.Count > 0)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return result;
    }
}

/// <summary>Example command lines of a command, shown by <c>--help</c>.</summary>
internal static class Examples
{
    private static readonly ConditionalWeakTable<Command, IReadOnlyList<string>> Known = [];

    public static Command WithExamples(this Command command, params string[] examples)
    {
        Known.AddOrUpdate(command, examples);
        return command;
    }

    public static IReadOnlyList<string> Of(Command command) =>
        Known.TryGetValue(command, out var examples) ? examples : [];
}
