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
        foreach (var rule in rules)
        {
            if (!rule.Pattern.IsExact)
            {
                throw new FetchException($"'{rule.From}' is a pattern, and {folder.Host} cannot be asked for patterns.");
            }

            var address = new Uri(folder, string.Join('/', rule.From.Split('/').Select(Uri.EscapeDataString)));
            var packed = rule.Unpack is not null;
            var fetched = await downloader.FetchAsync(
                new DownloadRequest(address, Path.GetFileName(rule.To))
                {
                    // Size and hash of a packed file are those of what is inside.
                    Size = packed ? null : rule.Size,
                    Sha256 = packed ? null : rule.Sha256,
                    Largest = packed ? options.LargestFile : rule.Size ?? options.LargestFile,
                },
                progress,
                cancellation).ConfigureAwait(false);
            if (packed)
            {
                var stream = File.OpenRead(fetched);
                await using (stream.ConfigureAwait(false))
                {
                    await FilePlacer.CopyAsync(stream, rule, rule.From, target, options.LargestFile, cancellation).ConfigureAwait(false);
                }

                File.Delete(fetched);
            }
            else
            {
                var place = RelativePath.Under(target, FilePlacer.Target(rule, rule.From));
                Disk.MakeFolder(Path.GetDirectoryName(place)!);
                Disk.Guard(place, () => File.Move(fetched, place, overwrite: true));
            }
        }
    }
}
