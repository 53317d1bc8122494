using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Store;

/// <summary>What programs that were killed left in the folder of downloads.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

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
}
