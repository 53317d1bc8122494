using System.CommandLine;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly models verify</c>: hashes every file.</summary>
internal static class ModelsVerifyVerb
{
    public static Command Create()
    {
        var names = new Argument<string[]>("NAME") { Description = "Models; without any, all that are here.", Arity = ArgumentArity.ZeroOrMore };
        var json = CommonOptions.Json();
        var command = new Command("verify", "Hash every file of the models that are here.") { names, json };
        command.SetAction((parsed, cancellation) =>
            RunAsync(ModelStore.FromEnvironment(), parsed.GetValue(names) ?? [], parsed.GetValue(json), cancellation));
        return command.WithExamples("linly models verify", "linly models verify pocketsphinx-en-us");
    }

    private static async Task<int> RunAsync(ModelStore store, string[] names, bool json, CancellationToken cancellation)
    {
        var answers = new List<ModelAnswer>();
        foreach (var name in names.Length > 0 ? names : store.Names())
        {
            Terminal.Status($"{name}: hashing");
            answers.Add(await VerifyAsync(store, name, cancellation));
        }

        if (json)
        {
            Terminal.Result(ModelsJson.Text(answers));
        }
        else
        {
            foreach (var answer in answers)
            {
                Terminal.Result($"{answer.Name}: {(answer.Faults.Count == 0 ? "whole" : string.Join(" ", answer.Faults))}");
            }

            if (answers.Count == 0)
            {
                Terminal.Note("No models are here; 'linly models pull embedded' fetches the usual ones.");
            }
        }

        return answers.All(answer => answer.Faults.Count == 0) ? ExitCode.Success : ExitCode.CheckFailed;
    }

    private static async Task<ModelAnswer> VerifyAsync(ModelStore store, string name, CancellationToken cancellation)
    {
        try
        {
            var folder = store.Open(name);
            var faults = await folder.FindFaultsAsync(cancellation: cancellation);
            return new ModelAnswer(name, faults.Count == 0 ? "whole" : "damaged", folder.Location, faults);
        }
        catch (ModelFormatException fault)
        {
            return new ModelAnswer(name, "broken", null, [fault.Message]);
        }
    }
}
