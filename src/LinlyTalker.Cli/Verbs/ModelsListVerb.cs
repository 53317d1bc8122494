using System.CommandLine;
using LinlyTalker.Cli.Console;
using LinlyTalker.Models.Homes;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly models list</c>.</summary>
internal static class ModelsListVerb
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command("list", "Every model that is here or can be pulled.") { json };
        command.SetAction(parsed => Run(ModelStore.FromEnvironment(), parsed.GetValue(json)));
        return command.WithExamples("linly models list", "linly models list --json");
    }

    private static int Run(ModelStore store, bool json)
    {
        var rows = ModelRow.All(store);
        if (json)
        {
            Terminal.Result(ModelsJson.Text(rows));
            return ExitCode.Success;
        }

        var widths = (Name: rows.Max(row => row.Name.Length), State: rows.Max(row => row.State.Length), Licence: rows.Max(row => row.Licence.Length));
        foreach (var row in rows)
        {
            Terminal.Result(
                $"{row.Name.PadRight(widths.Name)}  {row.State.PadRight(widths.State)}  {ByteCount.Text(row.Size),8}  {row.Licence.PadRight(widths.Licence)}  {row.About}"
                + (row.Sets.Count > 0 ? $" [{string.Join(", ", row.Sets)}]" : ""));
        }

        Terminal.Note($"Fetched models are in {store.Home.FetchedModels}, your own in {store.Home.OwnModels}.");
        return ExitCode.Success;
    }
}
