using System.Globalization;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.Models.Store;

/// <summary>
/// The note in a fetched model's folder that its files were verified: which catalogue entry they came by, and the size and
/// time of each. As long as those are unchanged nothing is hashed again.
/// </summary>
internal static class ReadyStamp
{
    private const string FileName = ".ready";

    public static void Write(ModelFolder folder, string entryHash)
    {
        var lines = Paths(folder).Select(path => Line(folder.Location, path) ?? throw new FileNotFoundException(path)).ToList();
        File.WriteAllLines(Path.Combine(folder.Location, FileName), lines.Prepend(Head(entryHash, lines.Count)));
    }

    /// <summary>Writes it where that is possible: in a read-only home the files are hashed every time.</summary>
    public static void TryWrite(ModelFolder folder, string entryHash)
    {
        try
        {
            Write(folder, entryHash);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The next check hashes again.
        }
    }

    /// <summary>The hash of the entry that a folder came by, or null.</summary>
    public static string? EntryOf(string folder) => Read(folder)?.FirstOrDefault()?.Split('\t')[0];

    public static bool IsCurrent(string folder, string entryHash)
    {
        var lines = Read(folder);
        return lines is { Length: > 1 } && lines[0] == Head(entryHash, lines.Length - 1)
            && lines.Skip(1).All(line => line.Split('\t') is [_, _, var path] && RelativePath.IsSafe(path) && Line(folder, path) == line);
    }

    private static string Head(string entryHash, int files) => string.Create(CultureInfo.InvariantCulture, $"{entryHash}\t{files}");

    private static IEnumerable<string> Paths(ModelFolder folder) =>
        folder.Description.Files.Select(file => file.Path).Prepend(ModelFolder.DescriptionName);

    private static string? Line(string folder, string path) =>
        new FileInfo(RelativePath.Under(folder, path)) is { Exists: true } file
            ? string.Create(CultureInfo.InvariantCulture, $"{file.Length}\t{file.LastWriteTimeUtc.Ticks}\t{path}")
            : null;

    private static string[]? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Whoever cannot read the note verifies the files.
            return null;
        }
    }
}
