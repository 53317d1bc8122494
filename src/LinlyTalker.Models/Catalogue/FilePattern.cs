namespace LinlyTalker.Models.Catalogue;

/// <summary>
/// Which paths of a source a rule means: parts separated by <c>/</c>, where <c>**</c> is any number of folders, <c>*</c>
/// any one part and <c>*.ogg</c> any part of that ending. The last part names files, so <c>**</c> there means nothing.
/// </summary>
public sealed class FilePattern
{
    private readonly string[] parts;

    public FilePattern(string pattern)
    {
        parts = pattern.Split('/');
        var wild = Array.FindIndex(parts, part => part.Contains('*', StringComparison.Ordinal));
        IsExact = wild < 0;
        Folder = string.Join('/', IsExact ? parts[..^1] : parts[..wild]);
    }

    /// <summary>It means one path.</summary>
    public bool IsExact { get; }

    /// <summary>The folder that holds every match: all parts before the first with a star; for an exact path its folder.</summary>
    public string Folder { get; }

    public bool Matches(string path)
    {
        var names = path.Split('/');
        var (at, pattern) = (0, 0);
        var (lastFolders, taken) = (-1, 0);
        while (at < names.Length)
        {
            if (pattern < parts.Length - 1 && parts[pattern] == "**")
            {
                (lastFolders, taken) = (pattern++, at);
            }
            else if (pattern < parts.Length && MatchesPart(names[at], parts[pattern]))
            {
                at++;
                pattern++;
            }
            else if (lastFolders >= 0)
            {
                // One folder more for the last **; giving an earlier one more would not match more.
                pattern = lastFolders + 1;
                at = ++taken;
            }
            else
            {
                return false;
            }
        }

        return pattern == parts.Length;
    }

    /// <summary>A matching path without <see cref="Folder"/>.</summary>
    public string Below(string path) => Folder.Length == 0 ? path : path[(Folder.Length + 1)..];

    private static bool MatchesPart(string part, string pattern) =>
        pattern.StartsWith('*') ? part.EndsWith(pattern[1..], StringComparison.Ordinal) : part == pattern;
}
