using LinlyTalker.Core.Errors;

namespace LinlyTalker.Core.Files;

/// <summary>
/// A file that appears whole or not at all: it is written under a temporary name beside its own, and moved on
/// <see cref="Commit"/>. Disposed without a commit (an error, Ctrl-C) it leaves nothing.
/// </summary>
public sealed class PendingFile : IDisposable
{
    private const string Mark = ".part";

    /// <summary>Nobody writes one file for so long.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private bool committed;

    /// <param name="path">Where the file shall be; its folder is made when it is absent.</param>
    /// <exception cref="InputException">The folder cannot be written to.</exception>
    public PendingFile(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        var folder = System.IO.Path.GetDirectoryName(Path) ?? Path;
        if (Directory.Exists(Path))
        {
            throw new InputException($"{path} is a folder; give the name of a file.");
        }

        // The extension stays, since encoders choose their format by it.
        var begin = $".{System.IO.Path.GetFileNameWithoutExtension(Path)}.";
        var end = Mark + System.IO.Path.GetExtension(Path);
        TemporaryPath = System.IO.Path.Combine(folder, $"{begin}{Guid.NewGuid():N}{end}");
        try
        {
            Directory.CreateDirectory(folder);
            Sweep(folder, begin, end);
            File.Create(TemporaryPath).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be written, since its folder takes no new file ({e.Message.Replace(TemporaryPath, "it", StringComparison.Ordinal).TrimEnd('.')}). Choose another place.", e);
        }
    }

    /// <summary>Where the file will be, absolute.</summary>
    public string Path { get; }

    /// <summary>Where it is written meanwhile; exists and is empty at first.</summary>
    public string TemporaryPath { get; }

    /// <summary>Moves the finished file to its name, over one that may be there. Close it first.</summary>
    public void Commit()
    {
        File.Move(TemporaryPath, Path, overwrite: true);
        committed = true;
    }

    public void Dispose()
    {
        if (!committed)
        {
            File.Delete(TemporaryPath);
        }
    }

    /// <summary>Deletes what programs that were killed left when they wrote the same file.</summary>
    private static void Sweep(string folder, string begin, string end)
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles(".*"))
        {
            var isOurs = file.Name.StartsWith(begin, StringComparison.Ordinal) && file.Name.EndsWith(end, StringComparison.Ordinal)
                && file.Name.Length > begin.Length + end.Length && Guid.TryParseExact(file.Name[begin.Length..^end.Length], "N", out _);
            if (isOurs && file.LastWriteTimeUtc < DateTime.UtcNow - Abandoned)
            {
                file.Delete();
            }
        }
    }
}
