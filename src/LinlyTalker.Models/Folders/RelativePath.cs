namespace LinlyTalker.Models.Folders;

/// <summary>
/// A file's path inside a folder that came from outside: parts separated by <c>/</c>, never out of the folder,
/// never a hidden name, and the same on every system.
/// </summary>
public static class RelativePath
{
    private const int LongestPath = 512;
    private const int LongestPart = 120;

    /// <summary>What is wrong with a path, in words that follow "the path 'x' "; null when nothing is.</summary>
    public static string? Fault(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return "is empty";
        }

        if (path.Length > LongestPath)
        {
            return $"is longer than {LongestPath} characters";
        }

        foreach (var part in path.Split('/'))
        {
            if (part is "." or "..")
            {
                return "leads out of the folder";
            }

            if (part.Length == 0)
            {
                return path[0] == '/' ? "is absolute" : "has an empty part";
            }

            if (part[0] == '.')
            {
                return "has a hidden part";
            }

            if (part.Length > LongestPart)
            {
                return $"has a part longer than {LongestPart} characters";
            }

            // Backslash and colon are separators on Windows; the rest no file system carries everywhere.
            if (part.IndexOfAny(['\\', ':', '*', '?', '"', '<', '>', '|']) >= 0 || part.Any(char.IsControl))
            {
                return "has a character that a file name cannot have everywhere";
            }

            if (part[^1] is '.' or ' ')
            {
                return "has a part that ends in a dot or a space";
            }
        }

        return null;
    }

    public static bool IsSafe(string? path) => Fault(path) is null;

    /// <summary>The absolute path of a relative one that <see cref="Fault"/> accepts.</summary>
    public static string Under(string folder, string path) =>
        Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
}
