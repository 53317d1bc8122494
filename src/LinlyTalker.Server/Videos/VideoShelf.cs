using System.Security.Cryptography;

namespace LinlyTalker.Server.Videos;

/// <summary>Films as files: under names that nobody can guess, in a folder that its owner alone reads.</summary>
internal sealed class VideoShelf(string folder)
{
    private const int NameBytes = 16;
    private const string Extension = ".mp4";
    private const string LockFile = ".lock";

    /// <summary>Of all that lies there, half-made films too.</summary>
    public long Bytes => Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Sum(SizeOf) : 0;

    public static string NewName() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes));

    /// <param name="name">One of ours.</param>
    public string PathOf(string name) => Path.Combine(folder, name + Extension);

    public void Erase(string name) => File.Delete(PathOf(name));

    /// <summary>Deletes all but these: what a program that was killed left behind.</summary>
    public void KeepOnly(IReadOnlySet<string> names)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Extension).ToArray())
        {
            if (!names.Contains(Path.GetFileNameWithoutExtension(path)))
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Of several programs that share the folder one makes films; the others only take orders.</summary>
    /// <returns>To be held while this one does.</returns>
    /// <exception cref="IOException">Another one does, or the folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public IDisposable Claim()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    private static long SizeOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0; // Deleted meanwhile.
        }
    }
}
