using System.CommandLine;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Homes;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly models show</c>.</summary>
internal static class ModelsShowVerb
{
    private const int FilesShown = 20;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "A model, as 'linly models list' names it." };
        var json = CommonOptions.Json();
        var command = new Command("show", "One model: terms, source, files, where it is.") { name, json };
        command.SetAction(parsed => Run(ModelStore.FromEnvironment(), parsed.GetRequiredValue(name), parsed.GetValue(json)));
        return command.WithExamples("linly models show face-mesh", "linly models show silero-vad --json");
    }

    private static int Run(ModelStore store, string name, bool json)
    {
        if (!store.Has(name) && store.Catalogue.Find(name) is null)
        {
            throw new InputException($"There is no model '{name}'; 'linly models list' shows all.");
        }

        var details = ModelDetails.Of(store, name);
        if (json)
        {
            Terminal.Result(ModelsJson.Text(details));
            return ExitCode.Success;
        }

        var row = details.Row;
        Terminal.Result($"{row.Name}: {row.About}");
        Line("kind", row.Kind);
        Line("family", details.Family);
        Line("state", row.State);
        Line("version", details.Version);
        Line("licence", row.Licence);
        Line("credit", details.Credit);
        Line("source", string.Join(", or ", details.Sources));
        Line("size", ByteCount.Text(row.Size));
        Line("hashes", details.IsPinned ? "known before the fetch" : "not all known before: what the first fetch brings is kept in model.json");
        Line("folder", row.Location);
        foreach (var (role, path) in details.Roles ?? new Dictionary<string, string>())
        {
            Line("role", $"{role}: {path}");
        }

        foreach (var file in details.Files.Take(FilesShown))
        {
            Terminal.Result($"  {file.Path}  {ByteCount.Text(file.Size)}  {file.Sha256[..12]}");
        }

        if (details.Files.Count > FilesShown)
        {
            Terminal.Result($"  and {details.Files.Count - FilesShown} more");
        }

        return ExitCode.Success;
    }

    private static void Line(string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Terminal.Result($"  {label,-8} {value}");
        }
    }
}

/// <summary>One model with all that is known of it.</summary>
internal sealed record ModelDetails(
    ModelRow Row,
    string? Family,
    IReadOnlyDictionary<string, string>? Roles,
    string? Version,
    string? Credit,
    IReadOnlyList<string> Sources,
    bool IsPinned,
    IReadOnlyList<ModelFile> Files)
{
    public static ModelDetails Of(ModelStore store, string name)
    {
        // A model of the user's own may bear the name of one in the catalogue and be another.
        var entry = store.IsOwn(name) ? null : store.Catalogue.Find(name);
        var description = store.Has(name) ? store.Open(name).Description : null;
        return new ModelDetails(
            ModelRow.Of(store, name),
            description?.Family ?? entry?.Family,
            description?.Roles,
            description?.Version ?? entry?.Version,
            description?.Credit ?? entry?.Credit,
            entry is null ? [description?.Source ?? ""] : [.. entry.Parts.SelectMany(part => part.Sources).Select(source => source.ToString()!)],
            entry?.IsPinned ?? true,
            description?.Files ?? []);
    }
}
