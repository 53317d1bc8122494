namespace LinlyTalker.Models.Catalogue;

/// <summary>A model that can be pulled: what it is, under which terms, and where each file comes from.</summary>
public sealed record CatalogueEntry
{
    public required string Name { get; init; }

    /// <summary>As in <see cref="Folders.ModelDescription.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>As in <see cref="Folders.ModelDescription.Family"/>; the roles of the files are found when they have come.</summary>
    public string? Family { get; init; }

    public required string Version { get; init; }

    /// <summary>One line for people.</summary>
    public required string About { get; init; }

    public required string Licence { get; init; }

    /// <summary>The line that the licence or good manners ask to show.</summary>
    public string? Credit { get; init; }

    /// <summary>Groups that can be pulled by one name: <c>embedded</c>, <c>tests</c>, <c>standard</c>.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    public int? SampleRate { get; init; }

    public string? Features { get; init; }

    public IReadOnlyList<string>? Symbols { get; init; }

    public IReadOnlyDictionary<string, string>? Inputs { get; init; }

    public IReadOnlyDictionary<string, string>? Outputs { get; init; }

    public required IReadOnlyList<CataloguePart> Parts { get; init; }

    /// <summary>What is done to the fetched files; then only its result is kept.</summary>
    public ConversionRule? Convert { get; init; }

    /// <summary>Hash of what the catalogue says, however it is laid out: when it changes, the model is fetched anew.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Bytes to fetch, as far as the files say.</summary>
    public long Size => Parts.SelectMany(part => part.Files).Sum(file => file.Size ?? file.About ?? 0);

    /// <summary>Every file has a hash here; otherwise the first fetch decides what is kept as the hash.</summary>
    public bool IsPinned => Parts.SelectMany(part => part.Files).All(file => file.Sha256 is not null);
}

/// <summary>Files that come from one place.</summary>
/// <param name="Sources">Tried in order until one gives files that verify.</param>
public sealed record CataloguePart(IReadOnlyList<ModelSource> Sources, IReadOnlyList<FileRule> Files);

/// <param name="Kind">The one kind is <c>tfjs-onnx</c>.</param>
/// <param name="From">The fetched file that the conversion opens.</param>
/// <param name="To">The file that it writes.</param>
public sealed record ConversionRule(string Kind, string From, string To);
