using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Store;

/// <summary>What programs that were killed left behind.</summary>
internal static class Leftovers
{
    /// <summary>How the folder of an import that is under way begins.</summary>
    public const string ImportPrefix = ".importing-";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>No import takes so long, and a folder's time changes with every file that it gets.</summary>
    private static readonly TimeSpan LongestImport = TimeSpan.FromDays(1);

    /// <summary>Deletes what nobody came back to for a week.</summary>
    public static void Sweep(string downloads, TimeProvider time)
    {
        if (!Directory.Exists(downloads))
        {
            return;
        }

        var oldest = time.GetUtcNow().UtcDateTime - Kept;
        Disk.Guard(downloads, () =>
        {
            foreach (var entry in new DirectoryInfo(downloads).EnumerateFileSystemInfos().Where(entry => entry.LastWriteTimeUtc < oldest).ToList())
            {
                if (entry is DirectoryInfo folder)
                {
                    folder.Delete(recursive: true);
                }
                else
                {
                    entry.Delete();
                }
            }
        });
    }

    /// <summary>Deletes what imports left that were killed.</summary>
    public static void SweepImports(string models, TimeProvider time)
    {
        if (!Directory.Exists(models))
        {
            return;
        }

        var oldest = time.GetUtcNow().UtcDateTime - LongestImport;
        Disk.Guard(models, () =>
        {
            foreach (var folder in new DirectoryInfo(models).EnumerateDirectories($"{ImportPrefix}*").Where(folder => folder.LastWriteTimeUtc < oldest).ToList())
            {
                folder.Delete(recursive: true);
            }
        });
    }
}
