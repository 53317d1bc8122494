using System.CommandLine;
using LinlyTalker.Cli.Console;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly models remove</c>: what can be fetched again goes at once, what is the user's own after a question.</summary>
internal static class ModelsRemoveVerb
{
    public static Command Create()
    {
        var names = new Argument<string[]>("NAME") { Description = "Models that are here.", Arity = ArgumentArity.OneOrMore };
        var yes = CommonOptions.Yes();
        var command = new Command("remove", "Delete models from this machine.") { names, yes };
        command.SetAction(parsed => Run(ModelStore.FromEnvironment(), parsed.GetRequiredValue(names), parsed.GetValue(yes)));
        return command.WithExamples("linly models remove whisper-small", "linly models remove my-voice --yes");
    }

    private static int Run(ModelStore store, string[] names, bool yes)
    {
        foreach (var name in names)
        {
            if (store.IsOwn(name) && !yes && !Terminal.Confirm($"'{name}' is a model of your own and cannot be fetched again. Delete it?"))
            {
                Terminal.Error($"'{name}' was kept{(Terminal.IsInteractive ? "" : "; it is your own, so say --yes to delete it")}.");
                return ExitCode.Usage;
            }

            store.Remove(name);
            Terminal.Note($"{name}: removed.");
        }

        return ExitCode.Success;
    }
}
