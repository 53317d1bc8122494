using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Fetching;

/// <summary>Files behind one address, each at its path below it.</summary>
/// <param name="folder">Ends in a slash.</param>
internal sealed class WebOrigin(Uri folder, Downloader downloader, FetchOptions options) : IFileOrigin
{
    public async Task PlaceAsync(
        IReadOnlyList<FileRule> rules, string target, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        // Nothing is moved before all has come: when the last file fails, the next pull finds the others where it looks.
        var fetched = new List<(FileRule Rule, string Location)>();
        foreach (var rule in rules)
        {
            fetched.Add((rule, await FetchAsync(rule, progress, cancellation).ConfigureAwait(false)));
        }

        foreach (var (rule, location) in fetched)
        {
            await PlaceAsync(rule, location, target, cancellation).ConfigureAwait(false);
        }
    }

    private Task<string> FetchAsync(FileRule rule, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        if (!rule.Pattern.IsExact)
        {
            throw new FetchException($"'{rule.From}' is a pattern, and {folder.Host} cannot be asked for patterns.");
        }

        var address = new Uri(folder, string.Join('/', rule.From.Split('/').Select(Uri.EscapeDataString)));
        var packed = rule.Unpack is not null;
        return downloader.FetchAsync(
            new DownloadRequest(address, Path.GetFileName(rule.To))
            {
                // Size and hash of a packed file are those of what is inside.
                Size = packed ? null : rule.Size,
                Sha256 = packed ? null : rule.Sha256,
                Largest = packed ? options.LargestFile : rule.Size ?? options.LargestFile,
            },
            progress,
            cancellation);
    }

    private async Task PlaceAsync(FileRule rule, string fetched, string target, CancellationToken cancellation)
    {
        PartialFile.Forget(fetched);
        if (rule.Unpack is not null)
        {
            var stream = File.OpenRead(fetched);
            await using (stream.ConfigureAwait(false))
            {
                await FilePlacer.CopyAsync(stream, rule, rule.From, target, options.LargestFile, cancellation).ConfigureAwait(false);
            }

            File.Delete(fetched);
            return;
        }

        var place = RelativePath.Under(target, FilePlacer.Target(rule, rule.From));
        Disk.MakeFolder(Path.GetDirectoryName(place)!);
        Disk.Guard(place, () => File.Move(fetched, place, overwrite: true));
    }
}
