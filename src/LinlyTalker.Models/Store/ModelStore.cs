using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Fetching;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Store;

/// <summary>
/// The models of this machine by name: those that the user imported or trained, in the data home, and those that were
/// fetched by the catalogue, in the cache home. The user's own come first.
/// </summary>
public sealed class ModelStore(LinlyHome home, ModelCatalogue catalogue, FetchOptions? options = null)
{
    private readonly FetchOptions options = options ?? new FetchOptions();

    public ModelCatalogue Catalogue => catalogue;

    public LinlyHome Home => home;

    /// <summary>The store that the program uses: homes from the environment, and the catalogue that ships.</summary>
    public static ModelStore FromEnvironment() => new(LinlyHome.FromEnvironment(), ModelCatalogue.Shipped);

    /// <exception cref="ModelMissingException">It is not on this machine; the message has the command that fetches it.</exception>
    /// <exception cref="ModelFormatException">Its description cannot be read.</exception>
    public ModelFolder Open(string name) =>
        Locate(name) is { } location ? ModelFolder.Open(location) : throw Missing(name);

    public bool Has(string name) => Locate(name) is not null;

    /// <summary>Every model on this machine, by name.</summary>
    public IReadOnlyList<string> Names() =>
        [.. new[] { home.OwnModels, home.FetchedModels }
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Select(folder => Path.GetFileName(folder))
            .Where(ModelName.IsValid)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];

    public bool IsOwn(string name) => ModelName.IsValid(name) && Directory.Exists(Path.Combine(home.OwnModels, name));

    /// <summary>The model is here, unchanged since it was verified, and as the catalogue has it today.</summary>
    public bool IsReady(CatalogueEntry entry) => ReadyStamp.IsCurrent(FetchedPlace(entry.Name), entry.Fingerprint);

    /// <summary>
    /// The entries that a pull would fetch. Files whose times changed, as a copied cache's do, are hashed and not missing.
    /// </summary>
    public async Task<IReadOnlyList<CatalogueEntry>> FindMissingAsync(
        IReadOnlyList<CatalogueEntry> entries, CancellationToken cancellation = default)
    {
        var missing = new List<CatalogueEntry>();
        foreach (var entry in entries)
        {
            if (!IsReady(entry) && !await IsWholeAsync(entry, cancellation).ConfigureAwait(false))
            {
                missing.Add(entry);
            }
        }

        return missing;
    }

    /// <summary>Fetches what is missing. Entries that are ready cost a look at each file's size and time.</summary>
    /// <exception cref="FetchException">A file cannot be had or is not what it should be.</exception>
    /// <exception cref="HomeException">The cache home cannot be written or is full.</exception>
    public async Task PullAsync(
        IReadOnlyList<CatalogueEntry> entries, IProgress<PullProgress>? progress = null, CancellationToken cancellation = default)
    {
        var missing = await FindMissingAsync(entries, cancellation).ConfigureAwait(false);
        foreach (var entry in entries.Except(missing))
        {
            progress?.Report(new PullProgress(entry.Name, PullStep.AlreadyHere));
        }

        if (missing.Count == 0)
        {
            return;
        }

        Disk.MakeFolder(home.FetchedModels);
        var downloads = Path.Combine(home.Cache, "downloads");
        Leftovers.Sweep(downloads, options.Time);
        using var shelf = new PackageShelf(Path.Combine(downloads, $"packages-{Guid.NewGuid():N}"), options);
        using var downloader = new Downloader(downloads, options);
        var pull = new ModelPull(home.FetchedModels, new PartFetcher(new Origins(shelf, downloader, options)));
        foreach (var entry in missing)
        {
            await PullAsync(pull, entry, progress, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a model of the user's own into the data home.</summary>
    /// <exception cref="InputException">The name is taken or cannot be one, or there is nothing at the path.</exception>
    /// <exception cref="ModelFormatException">The model.json at the path cannot be read, or a file that it lists is missing.</exception>
    /// <exception cref="HomeException">The data home cannot be written or is full.</exception>
    public Task<ModelFolder> ImportAsync(ImportRequest request, CancellationToken cancellation = default) =>
        ModelImport.RunAsync(request, home.OwnModels, options.Time, cancellation);

    /// <exception cref="ModelMissingException">It is not on this machine.</exception>
    public void Remove(string name)
    {
        var location = Locate(name) ?? throw new ModelMissingException($"There is no model '{name}' on this machine; 'linly models list' shows what is.");

        // First out of sight, in one step: what is half deleted must not look like a model.
        var staging = Path.Combine(Path.GetDirectoryName(location)!, ".staging");
        var aside = Path.Combine(staging, $"removed-{Guid.NewGuid():N}");
        Disk.MakeFolder(staging);
        Disk.Guard(location, () =>
        {
            Directory.Move(location, aside);
            Directory.Delete(aside, recursive: true);
        });
    }

    private async Task PullAsync(ModelPull pull, CatalogueEntry entry, IProgress<PullProgress>? progress, CancellationToken cancellation)
    {
        using var held = await FileLock.TakeAsync(
            Path.Combine(home.FetchedModels, ".locks", entry.Name),
            () => progress?.Report(new PullProgress(entry.Name, PullStep.Waiting)),
            options.Time,
            cancellation).ConfigureAwait(false);
        if (IsReady(entry))
        {
            progress?.Report(new PullProgress(entry.Name, PullStep.AlreadyHere));
            return;
        }

        await pull.RunAsync(entry, progress, cancellation).ConfigureAwait(false);
        progress?.Report(new PullProgress(entry.Name, PullStep.Done));
    }

    private async Task<bool> IsWholeAsync(CatalogueEntry entry, CancellationToken cancellation)
    {
        var place = FetchedPlace(entry.Name);
        if (ReadyStamp.EntryOf(place) != entry.Fingerprint)
        {
            return false;
        }

        try
        {
            var folder = ModelFolder.Open(place);
            await folder.VerifyAsync(cancellation: cancellation).ConfigureAwait(false);
            ReadyStamp.TryWrite(folder, entry.Fingerprint);
            return true;
        }
        catch (LinlyException)
        {
            // Damaged: fetched again.
            return false;
        }
    }

    private string FetchedPlace(string name) => Path.Combine(home.FetchedModels, name);

    private string? Locate(string name) => !ModelName.IsValid(name) ? null
        : new[] { Path.Combine(home.OwnModels, name), FetchedPlace(name) }
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, ModelFolder.DescriptionName)));

    /// <summary>Where one of a set is missing the others are likely to be.</summary>
    private static string WithItsLike(CatalogueEntry entry) =>
        entry.Sets is [var set, ..] ? $", 'linly models pull {set}' all of its set" : "";

    private ModelMissingException Missing(string name) => catalogue.Find(name) is { } entry
        ? new ModelMissingException($"The model '{name}' ({entry.About}) is not on this machine; 'linly models pull {name}' fetches it ({ByteCount.Text(entry.Size)}, {entry.Licence}){WithItsLike(entry)}.")
        : new ModelMissingException($"There is no model '{name}', neither on this machine nor in the catalogue; 'linly models list' shows all, 'linly models import' takes one of your own.");
}
