using LinlyTalker.Core.Errors;

namespace LinlyTalker.Core.Files;

/// <summary>A file that somebody named: opened, or refused in one sentence.</summary>
public static class GivenFile
{
    /// <param name="path">As it was given.</param>
    /// <param name="orPipe">
    /// A pipe will do. Otherwise it is refused unopened, like every file without a length: to open one that nobody
    /// writes to takes for ever, and nothing can stop it.
    /// </param>
    /// <exception cref="InputException">It is absent, a folder, empty, or may not be read.</exception>
    public static FileStream OpenRead(string path, bool orPipe = false)
    {
        if (Directory.Exists(path))
        {
            throw new InputException($"{path} is a folder; give the name of a file.");
        }

        if (!orPipe && new FileInfo(path) is { Exists: true, Length: 0 })
        {
            throw new InputException($"{path} is empty, or no ordinary file.");
        }

        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException(
                e switch
                {
                    FileNotFoundException or DirectoryNotFoundException => $"There is no file {path}.",
                    UnauthorizedAccessException => $"{path} may not be read by this user; change its permissions.",
                    _ => $"{path} cannot be read: {e.Message}",
                },
                e);
        }
    }
}
