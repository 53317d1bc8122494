using LinlyTalker.Models.Catalogue;

namespace LinlyTalker.Models.Fetching;

/// <summary>Files that are on this machine already: an installed package, the system's own files, a folder of the user.</summary>
/// <param name="root">The folder that the rules' paths are below.</param>
internal sealed class FolderOrigin(string root, FetchOptions options) : IFileOrigin
{
    public async Task PlaceAsync(
        IReadOnlyList<FileRule> rules, string folder, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        foreach (var rule in rules)
        {
            long done = 0;
            foreach (var path in Matches(rule))
            {
                try
                {
                    var stream = File.OpenRead(Path.Combine(root, path));
                    await using (stream.ConfigureAwait(false))
                    {
                        done += stream.Length;
                        await FilePlacer.CopyAsync(stream, rule, path, folder, options.LargestFile, cancellation).ConfigureAwait(false);
                    }
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
                {
                    throw new FetchException($"{Path.Combine(root, path)} cannot be read: {fault.Message}", fault);
                }

                progress?.Report(new FetchProgress(path, done, rule.Size, 0, null));
            }
        }
    }

    private IEnumerable<string> Matches(FileRule rule)
    {
        var pattern = rule.Pattern;
        if (pattern.IsExact)
        {
            return [rule.From];
        }

        var fixedFolder = Path.Combine(root, pattern.Folder);
        return !Directory.Exists(fixedFolder) ? throw new FetchException($"{fixedFolder} is not there.")
            : Directory.EnumerateFiles(fixedFolder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
                .Where(pattern.Matches);
    }
}
