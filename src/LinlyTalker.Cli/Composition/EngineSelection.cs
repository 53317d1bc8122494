using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Composition;

/// <summary>
/// The models on this machine that take part beside the embedded engines, best first: the user's own, then those of
/// the profile's set, then those of the others.
/// </summary>
internal sealed record EngineSelection
{
    /// <summary>What a user calls the embedded recogniser, and its family of models.</summary>
    public const string PocketSphinx = "pocketsphinx";

    public IReadOnlyList<ModelFolder> Recognisers { get; init; } = [];

    /// <summary>Hears whether a sentence is finished; English.</summary>
    public ModelFolder? TurnDetector { get; init; }

    public IReadOnlyList<ModelFolder> Voices { get; init; } = [];

    /// <summary>What a pull would add, as a sentence; null when nothing.</summary>
    public string? Advice { get; init; }

    /// <param name="language">BCP 47 tag of what is heard and said.</param>
    /// <exception cref="InputException">The profile, or a model that is named, is not on this machine.</exception>
    public static EngineSelection Select(Settings settings, ModelStore store, string language)
    {
        if (settings.Profile == Profiles.Embedded && settings.Recogniser.Length == 0)
        {
            return new EngineSelection();
        }

        var models = Ranked(settings.Profile, store);
        var recognisers = settings.Recogniser switch
        {
            PocketSphinx => [],
            "" => OfKind("recogniser"),
            var name => Named(store, name),
        };
        if (settings.Profile == Profiles.Embedded)
        {
            return new EngineSelection { Recognisers = recognisers };
        }

        var selection = new EngineSelection
        {
            Recognisers = recognisers,
            TurnDetector = Primary(language) == "en" ? models.FirstOrDefault(m => m.Description.Kind == "turn-detector") : null,
            Voices = OfKind("voice"),
        };
        string[] missing =
        [
            .. selection.Recognisers.Count == 0 && settings.Recogniser.Length == 0 ? ["a neural recogniser"] : Array.Empty<string>(),
            .. selection.Voices.Count == 0 ? ["a neural voice"] : Array.Empty<string>(),
        ];
        var set = settings.Profile != Profiles.Auto ? settings.Profile : Primary(language) == "zh" ? "standard-zh" : "standard";
        var fix = store.Catalogue.Sets.Contains(set)
            ? $"'linly models pull {set}' fetches them, 'linly models import' takes your own"
            : "'linly models import' takes your own";
        return missing.Length == 0 ? selection
            : settings.Profile == Profiles.Auto
                ? selection with { Advice = $"There is no {string.Join(" and no ", missing.Select(m => m[2..]))} on this machine; {fix}." }
                : throw new InputException(
                    $"The profile {settings.Profile} needs {string.Join(" and ", missing)}, and there is none on this machine; {fix}.");

        // Those of pocketsphinx and of recorded syllables belong to the embedded engines.
        IReadOnlyList<ModelFolder> OfKind(string kind) =>
            [.. models.Where(m => m.Description.Kind == kind && m.Description.Family is not (null or PocketSphinx))];
    }

    private static IReadOnlyList<ModelFolder> Named(ModelStore store, string name)
    {
        var model = store.Open(name);
        return model.Description switch
        {
            { Kind: "recogniser", Family: PocketSphinx } => [],
            { Kind: "recogniser" } => [model],
            var other => throw new InputException($"The model {name} is a {other.Kind} and hears no words; see: linly models list"),
        };
    }

    private static List<ModelFolder> Ranked(string profile, ModelStore store)
    {
        var order = store.Catalogue.Entries
            .OrderBy(e => !e.Sets.Contains(profile))
            .ThenBy(e => !e.Sets.Contains("standard") && !e.Sets.Contains("standard-zh"))
            .Select((entry, place) => (entry.Name, place))
            .ToDictionary(e => e.Name, e => e.place, StringComparer.Ordinal);
        return [.. store.Names()
            .Select(name => TryOpen(store, name))
            .OfType<ModelFolder>()
            .OrderBy(m => !store.IsOwn(m.Name))
            .ThenBy(m => order.GetValueOrDefault(m.Name, int.MaxValue))];
    }

    /// <summary>One folder that cannot be read takes no other engine away; <c>linly models list</c> shows it.</summary>
    private static ModelFolder? TryOpen(ModelStore store, string name)
    {
        try
        {
            return store.Open(name);
        }
        catch (LinlyException)
        {
            return null;
        }
    }

    private static string Primary(string tag) => tag.Split('-', '_')[0].ToLowerInvariant();
}
