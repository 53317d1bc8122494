using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Catalogue;

/// <summary>Every model that can be pulled by name. The one that ships is catalogue/catalogue.json.</summary>
public sealed class ModelCatalogue
{
    private static readonly Lazy<ModelCatalogue> ShippedOnce = new(ReadShipped);

    private readonly Dictionary<string, CatalogueEntry> byName;

    private ModelCatalogue(IReadOnlyList<CatalogueEntry> entries)
    {
        Entries = entries;
        byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    public static ModelCatalogue Shipped => ShippedOnce.Value;

    public IReadOnlyList<CatalogueEntry> Entries { get; }

    public IEnumerable<string> Sets => Entries.SelectMany(entry => entry.Sets).Distinct(StringComparer.Ordinal);

    /// <param name="utf8">The text of the file.</param>
    /// <param name="where">Its path, for messages.</param>
    /// <exception cref="ModelFormatException">Not JSON, not the layout, or an entry that cannot be.</exception>
    public static ModelCatalogue Read(ReadOnlyMemory<byte> utf8, string where) => new(CatalogueReader.Read(utf8, where));

    public CatalogueEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The entries that the names of models and sets mean, in the catalogue's order, each once.</summary>
    /// <exception cref="InputException">A name is neither; the message has the nearest ones.</exception>
    public IReadOnlyList<CatalogueEntry> Select(IEnumerable<string> names)
    {
        var wanted = new HashSet<CatalogueEntry>();
        foreach (var name in names)
        {
            var meant = Entries.Where(entry => entry.Name == name || entry.Sets.Contains(name)).ToList();
            if (meant.Count == 0)
            {
                throw new InputException($"There is no model or set named '{name}'{Nearest(name)}; 'linly models list' shows all.");
            }

            wanted.UnionWith(meant);
        }

        return [.. Entries.Where(wanted.Contains)];
    }

    private string Nearest(string name)
    {
        var near = Entries.Select(entry => entry.Name).Concat(Sets)
            .Where(known => known.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(known, StringComparison.OrdinalIgnoreCase))
            .Take(3).ToList();
        return near.Count == 0 ? "" : $" (did you mean {string.Join(" or ", near)}?)";
    }

    private static ModelCatalogue ReadShipped()
    {
        using var stream = typeof(ModelCatalogue).Assembly.GetManifestResourceStream("catalogue.json")
            ?? throw new InvalidOperationException("The build left out catalogue.json.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Read(memory.ToArray(), "catalogue/catalogue.json");
    }
}
