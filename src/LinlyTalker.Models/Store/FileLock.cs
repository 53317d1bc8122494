using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Store;

/// <summary>A lock between processes: an open file that nobody else can open. It ends with the process, however that ends.</summary>
internal sealed class FileLock : IDisposable
{
    private const int WouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.2);

    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    /// <param name="waiting">Called once when another process holds it.</param>
    /// <exception cref="HomeException">The file cannot be made.</exception>
    public static async Task<FileLock> TakeAsync(string path, Action waiting, TimeProvider time, CancellationToken cancellation)
    {
        Disk.MakeFolder(Path.GetDirectoryName(path)!);
        var told = false;
        while (true)
        {
            try
            {
                FileStream? file = null;
                Disk.Guard(path, () => file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
                return new FileLock(file!);
            }
            catch (IOException fault) when (fault.HResult is WouldBlock or MacWouldBlock or WindowsSharingViolation)
            {
                if (!told)
                {
                    waiting();
                    told = true;
                }

                await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => file.Dispose();
}
