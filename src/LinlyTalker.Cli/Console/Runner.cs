using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Cli.Console;

/// <summary>Runs a command line against the verbs.</summary>
internal static class Runner
{
    public static async Task<int> RunAsync(string[] args, IReadOnlyList<Command> verbs)
    {
        var root = new RootCommand("LinlyTalker: a person talks to a portrait and the portrait answers.");
        root.Options.Add(CommonOptions.Verbose);
        root.Options.Add(CommonOptions.SetUpYes);
        foreach (var verb in verbs)
        {
            root.Subcommands.Add(verb);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        var parsed = root.Parse(args.Length > 0 ? args : ["--help"]);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            Terminal.Error(UsageSentence.Of(parsed));
            Terminal.Note($"See: {CommandPath(parsed.CommandResult.Command)} --help");
            return ExitCode.Usage;
        }

        if (parsed.CommandResult.Command is { Action: AsynchronousCommandLineAction asked } command)
        {
            command.Action = new Aside(asked);
        }

        // The default of two seconds would kill a verb that is closing its files.
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10 + parsed.GetValue(CommonOptions.Drain)),
        };
        try
        {
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception e)
        {
            return Report(e, parsed.GetValue(CommonOptions.Verbose));
        }
    }

    private static int Report(Exception exception, bool verbose)
    {
        if (exception is AggregateException { InnerExceptions.Count: 1 } wrapped)
        {
            exception = wrapped.InnerExceptions[0];
        }

        switch (exception)
        {
            case OperationCanceledException:
                Terminal.Error("Stopped.");
                return ExitCode.Cancelled;
            case LinlyException or IOException or UnauthorizedAccessException:
                Terminal.Error(exception.Message);
                break;
            default:
                Terminal.Error($"Internal error, please report it: {exception.GetType().Name}: {exception.Message}");
                break;
        }

        if (verbose)
        {
            Terminal.Note(exception.ToString());
        }

        return ExitCode.Failure;
    }

    private static string CommandPath(Command command)
    {
        var names = new Stack<string>();
        for (var at = command; at is not null and not RootCommand; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            names.Push(at.Name);
        }

        return string.Join(' ', names.Prepend("linly"));
    }
}
