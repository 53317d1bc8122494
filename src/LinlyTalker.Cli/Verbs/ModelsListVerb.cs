using System.CommandLine;
using LinlyTalker.Cli.Console;
using LinlyTalker.Models.Homes;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly models list</c>: set by set, then what is in none, then the user's own.</summary>
internal static class ModelsListVerb
{
    /// <summary>The sets in the order in which a user meets them, and what each is for.</summary>
    private static readonly IReadOnlyList<(string Name, string For)> Sets =
    [
        ("embedded", "what the program cannot do without"),
        ("standard", "English, better ears and a better voice"),
        ("standard-zh", "Chinese and English"),
        ("small", "English, for a small machine"),
        ("large", "for a machine with memory and time"),
        ("tests", "recordings for tests and benchmarks"),
    ];

    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command("list", "Every model that is here or can be pulled, set by set.") { json };
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

        var table = new Table(rows);
        var others = store.Catalogue.Sets.Except(Sets.Select(set => set.Name)).Select(name => (Name: name, For: ""));
        foreach (var (name, purpose) in Sets.Concat(others))
        {
            table.Show(Heading(name, purpose, [.. rows.Where(row => row.Sets.Contains(name))]), rows.Where(row => row.Sets.Contains(name)));
        }

        table.Show("In no set", rows.Where(row => row.Sets.Count == 0 && row.State != "own"));
        table.Show("Your own", rows.Where(row => row.Sets.Count == 0 && row.State == "own"));
        Terminal.Note($"Fetched models are in {store.Home.FetchedModels}, your own in {store.Home.OwnModels}.");
        return ExitCode.Success;
    }

    private static string Heading(string name, string purpose, IReadOnlyList<ModelRow> rows)
    {
        var absent = rows.Where(row => row.State == "to pull").ToList();
        return $"{name}{(purpose.Length > 0 ? $": {purpose}" : "")} ({(absent.Count == 0
            ? "all here"
            : $"{rows.Count - absent.Count} of {rows.Count} here; 'linly models pull {name}' fetches {ByteCount.Text(absent.Sum(row => row.Size))}")})";
    }

    private sealed class Table(IReadOnlyList<ModelRow> all)
    {
        private readonly int name = all.Max(row => row.Name.Length);
        private readonly int state = all.Max(row => row.State.Length);
        private readonly int licence = Math.Min(24, all.Max(row => row.Licence.Length));

        public void Show(string heading, IEnumerable<ModelRow> rows)
        {
            var lines = rows.Select(row => $"  {row.Name.PadRight(name)}  {row.State.PadRight(state)}  {ByteCount.Text(row.Size),8}  {Short(row.Licence).PadRight(licence)}  {row.About}").ToList();
            if (lines.Count > 0)
            {
                Terminal.Result(heading);
                lines.ForEach(Terminal.Result);
                Terminal.Result("");
            }
        }

        private string Short(string text) => text.Length <= licence ? text : $"{text[..(licence - 1)]}…";
    }
}
