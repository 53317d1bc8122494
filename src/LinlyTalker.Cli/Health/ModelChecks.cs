using LinlyTalker.Cli.Composition;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Health;

/// <summary>The models of the embedded profile, and whether better engines stand before them.</summary>
internal static class ModelChecks
{
    public static IEnumerable<Finding> Run(ModelStore store) => Embedded(store).Append(Neural(store));

    private static Finding Neural(ModelStore store)
    {
        var selection = EngineSelection.Select(new Settings(), store, "en");
        var present = selection.Recognisers.Concat(selection.Voices).Select(m => m.Name);
        return selection.Advice is { } advice
            ? new Finding("model", "standard", Verdict.Warning, advice, "linly models pull standard")
            : new Finding("model", "standard", Verdict.Good, $"heard and said by {string.Join(", ", present)}");
    }

    private static IEnumerable<Finding> Embedded(ModelStore store) =>
        from entry in store.Catalogue.Select(["embedded"])
        select store.IsReady(entry)
            ? new Finding("model", entry.Name, Verdict.Good, $"{entry.About}; {entry.Licence}")
            : new Finding("model", entry.Name, Verdict.Missing, "not fetched, or changed since", $"linly models pull {entry.Name}");
}
