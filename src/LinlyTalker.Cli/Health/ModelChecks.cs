using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Health;

/// <summary>The models of the embedded profile.</summary>
internal static class ModelChecks
{
    public static IEnumerable<Finding> Run(ModelStore store) =>
        from entry in store.Catalogue.Select(["embedded"])
        select store.IsReady(entry)
            ? new Finding("model", entry.Name, Verdict.Good, $"{entry.About}; {entry.Licence}")
            : new Finding("model", entry.Name, Verdict.Missing, "not fetched, or changed since", $"linly models pull {entry.Name}");
}
