using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Personas;
using LinlyTalker.Brain.Shelves;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Chinese;
using LinlyTalker.Models.Homes;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Composition;

/// <summary>Where personas and knowledge bases are, and how they are opened.</summary>
internal static class KnowledgeComposition
{
    private const string Dictionary = "pinyin-dictionary";

    /// <summary>The folder that the program comes with.</summary>
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "knowledge");

    /// <summary>The user's own first, then those that ship.</summary>
    public static PersonaFolder Personas(LinlyHome home) => new(Path.Combine(home.Data, "knowledge"), Shipped);

    /// <param name="place">A folder, or the name of a base as <c>shop/en</c>.</param>
    /// <exception cref="InputException">There is no such folder.</exception>
    public static string Folder(string place, LinlyHome home)
    {
        // An empty name would mean each of the places as a whole.
        if (string.IsNullOrWhiteSpace(place))
        {
            throw new InputException($"The name of the knowledge folder is empty; give a folder, or one of: {string.Join(", ", Names())}.");
        }

        string[] places = [place, Path.Combine(home.Data, "knowledge", place), Path.Combine(Shipped, place)];
        return places.FirstOrDefault(Directory.Exists)
            ?? throw new InputException($"There is no knowledge folder {place}; give a folder of Markdown or CSV files, or one of: {string.Join(", ", Names())}.");
    }

    /// <summary>The bases that the program comes with, as <c>shop/en</c>.</summary>
    public static IReadOnlyList<string> Names() => !Directory.Exists(Shipped) ? []
        : [.. Directory.EnumerateFiles(Shipped, PersonaFile.Name, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Shipped, Path.GetDirectoryName(f)!).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The persona that lies in a knowledge folder, or a plain one.</summary>
    public static Persona PersonaOf(string folder)
    {
        var file = Path.Combine(folder, PersonaFile.Name);
        return File.Exists(file) ? PersonaFile.Read(file) : new Persona { Name = "Linly", Knowledge = Path.GetFullPath(folder) };
    }

    public static Task<KnowledgeBase> OpenAsync(string folder, ModelStore store, CancellationToken cancellation) =>
        KnowledgeBase.OpenAsync(folder, Path.Combine(store.Home.Cache, "knowledge"), Analyser(store), cancellation);

    /// <summary>What users of a server gave it to know.</summary>
    /// <param name="root">Null: in the data home.</param>
    public static KnowledgeShelves Shelves(ModelStore store, string? root = null) =>
        new(root ?? Path.Combine(store.Home.Data, "documents"), Analyser(store), new ShelfOptions(), TimeProvider.System);

    /// <summary>Chinese words are matched by sound too where their dictionary is present.</summary>
    private static TextAnalyser Analyser(ModelStore store) =>
        new(Synonyms.Default, store.Has(Dictionary) ? ChineseLexicon.Open(store.Open(Dictionary).Location) : null);
}
