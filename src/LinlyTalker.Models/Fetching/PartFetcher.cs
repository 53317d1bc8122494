using System.Security.Cryptography;
using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Fetching;

/// <summary>Gets the files of a part from the first origin whose files verify.</summary>
internal sealed class PartFetcher(Origins origins)
{
    /// <param name="folder">Empty or holding other parts; gets the files at their final paths.</param>
    /// <param name="scratch">For one attempt at a time; need not exist.</param>
    /// <returns>The files with their hashes.</returns>
    /// <exception cref="FetchException">No origin has them; the message has the last one's reason.</exception>
    public async Task<IReadOnlyList<ModelFile>> FetchAsync(
        CataloguePart part, string folder, string scratch, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        FetchException? last = null;
        foreach (var origin in part.Sources.SelectMany(origins.Of))
        {
            if (Directory.Exists(scratch))
            {
                Directory.Delete(scratch, recursive: true);
            }

            Disk.MakeFolder(scratch);
            try
            {
                await origin.PlaceAsync(part.Files, scratch, progress, cancellation).ConfigureAwait(false);
                var files = await VerifyAsync(part.Files, scratch, cancellation).ConfigureAwait(false);
                Move(files, scratch, folder);
                return files;
            }
            catch (FetchException fault)
            {
                last = fault;
            }
        }

        throw last ?? new FetchException("The catalogue names no source.");
    }

    private static async Task<IReadOnlyList<ModelFile>> VerifyAsync(IReadOnlyList<FileRule> rules, string folder, CancellationToken cancellation)
    {
        var all = new List<ModelFile>();
        foreach (var rule in rules)
        {
            var files = new List<ModelFile>();
            foreach (var path in Placed(rule, rules, folder))
            {
                var absolute = RelativePath.Under(folder, path);
                var hash = await FileHash.Sha256Async(absolute, cancellation).ConfigureAwait(false);
                files.Add(new ModelFile(path, new FileInfo(absolute).Length, hash));
            }

            if (Fault(rule, files) is { } fault)
            {
                throw new FetchException($"'{rule.From}' {fault}");
            }

            all.AddRange(files);
        }

        return all;
    }

    private static IEnumerable<string> Placed(FileRule rule, IReadOnlyList<FileRule> rules, string folder)
    {
        if (rule.Pattern.IsExact)
        {
            return File.Exists(RelativePath.Under(folder, rule.To)) ? [rule.To] : [];
        }

        var root = rule.To == "." ? folder : RelativePath.Under(folder, rule.To);
        var others = rules.Where(other => other.Pattern.IsExact).Select(other => other.To).ToHashSet(StringComparer.Ordinal);
        return !Directory.Exists(root) ? [] : Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(path => !others.Contains(path))
            .Order(StringComparer.Ordinal);
    }

    private static string? Fault(FileRule rule, List<ModelFile> files)
    {
        if (rule.Pattern.IsExact)
        {
            return files.Count == 0 ? "is not there."
                : rule.Size is { } size && files[0].Size != size ? $"is {files[0].Size} bytes where the catalogue says {size}."
                : rule.Sha256 is { } hash && files[0].Sha256 != hash ? $"is not the file that the catalogue means: its sha256 is {files[0].Sha256}, not {hash}."
                : null;
        }

        var prefix = rule.To == "." ? 0 : rule.To.Length + 1;
        var list = string.Concat(files.Select(file => $"{file.Sha256}  {file.Path[prefix..]}\n"));
        var hashOfList = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)));
        return files.Count == 0 ? "means no file."
            : rule.Count is { } count && files.Count != count ? $"means {files.Count} files where the catalogue says {count}."
            : rule.Sha256 is { } expected && hashOfList != expected ? $"means other files than the catalogue: the sha256 of their list is {hashOfList}, not {expected}."
            : null;
    }

    private static void Move(IReadOnlyList<ModelFile> files, string from, string to) => Disk.Guard(to, () =>
    {
        foreach (var file in files)
        {
            var target = RelativePath.Under(to, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(RelativePath.Under(from, file.Path), target);
        }
    });
}
