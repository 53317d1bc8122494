namespace LinlyTalker.Models.Catalogue;

/// <summary>
/// Which paths of a source a rule means: parts separated by <c>/</c>, where <c>**</c> is any number of folders, <c>*</c>
/// any one part and <c>*.ogg</c> any part of that ending.
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

    public bool Matches(string path) => Matches(path.Split('/'), 0, 0);

    /// <summary>A matching path without <see cref="Folder"/>.</summary>
    public string Below(string path) => Folder.Length == 0 ? path : path[(Folder.Length + 1)..];

    private bool Matches(string[] path, int at, int pattern)
    {
        if (pattern == parts.Length)
        {
            return at == path.Length;
        }

        if (parts[pattern] == "**")
        {
            return Matches(path, at, pattern + 1) || (at < path.Length - 1 && Matches(path, at + 1, pattern));
        }

        return at < path.Length && MatchesPart(path[at], parts[pattern]) && Matches(path, at + 1, pattern + 1);
    }

    private static bool MatchesPart(string part, string pattern) =>
        pattern.StartsWith('*') ? part.EndsWith(pattern[1..], StringComparison.Ordinal) : part == pattern;
}
