using System.IO.Compression;
using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Fetching;

/// <summary>Writes one source file where its rule wants it, unpacked if it says so, never more bytes than allowed.</summary>
internal static class FilePlacer
{
    /// <summary>The path below the model folder of a source file that the rule matches.</summary>
    /// <exception cref="FetchException">It would leave the folder.</exception>
    public static string Target(FileRule rule, string sourcePath)
    {
        var pattern = rule.Pattern;
        var below = pattern.IsExact ? rule.To
            : rule.To == "." ? pattern.Below(sourcePath)
            : $"{rule.To}/{pattern.Below(sourcePath)}";
        return RelativePath.Fault(below) is { } fault ? throw new FetchException($"The path '{sourcePath}' {fault}; it is refused.") : below;
    }

    public static async Task CopyAsync(
        Stream source, FileRule rule, string sourcePath, string folder, long largest, CancellationToken cancellation)
    {
        var target = RelativePath.Under(folder, Target(rule, sourcePath));
        Disk.MakeFolder(Path.GetDirectoryName(target)!);
        var limit = rule.Size ?? largest;
        var unpacked = rule.Unpack == "gzip" ? new GZipStream(source, CompressionMode.Decompress, leaveOpen: true) : source;
        try
        {
            await Disk.GuardAsync(target, async () =>
            {
                var output = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
                await using (output.ConfigureAwait(false))
                {
                    await CopyAsync(unpacked, output, limit, sourcePath, cancellation).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }
        catch (InvalidDataException fault)
        {
            throw new FetchException($"'{sourcePath}' is not the gzip file that it should be: {fault.Message}", fault);
        }
        finally
        {
            if (unpacked != source)
            {
                await unpacked.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task CopyAsync(Stream source, Stream output, long limit, string name, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        long done = 0;
        int read;
        while ((read = await source.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            done += read;
            if (done > limit)
            {
                throw new FetchException($"'{name}' is larger than the {ByteCount.Text(limit)} that it may be; it is refused.");
            }

            await output.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }
    }
}
