using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Models.Families;

/// <summary>The files of a folder that may be a model, looked into only as far as needed to tell what they are.</summary>
/// <param name="root">Absolute.</param>
/// <param name="paths">Relative to it, parts separated by <c>/</c>.</param>
public sealed class ModelSurvey(string root, IReadOnlyList<string> paths)
{
    private const int LargestJson = 16 << 20;

    private readonly Dictionary<string, OnnxHead?> heads = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Paths => paths;

    /// <summary>
    /// The files named as networks. Smaller numbers come first: where a folder holds a network as int8 and in full, the
    /// first is the one that a machine without an accelerator wants.
    /// </summary>
    public IReadOnlyList<string> Networks { get; } =
        [.. paths.Where(IsNetwork).OrderBy(path => FileName(path).Contains("int8", StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(path => path, StringComparer.Ordinal)];

    /// <summary>A sentence about files that are almost a model, for the user who wonders why they are not one.</summary>
    public string? NearMiss { get; private set; }

    /// <summary>The files that cannot be read as what their names say, one sentence each.</summary>
    public List<string> Faults { get; } = [];

    public static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Files below a folder, without what is hidden; stops after <paramref name="most"/> + 1.</summary>
    public static IEnumerable<string> FilesOf(string root, int most = int.MaxValue) =>
        Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(path => !path.Contains("/.", StringComparison.Ordinal))
            .Take(most == int.MaxValue ? most : most + 1);

    /// <summary>What a network says of itself; null where the file is none.</summary>
    public OnnxHead? Head(string path)
    {
        if (heads.TryGetValue(path, out var known))
        {
            return known;
        }

        OnnxHead? head = null;
        try
        {
            head = OnnxHead.Read(Absolute(path));
        }
        catch (ModelFormatException) when (StartsWith(path, "ORTM"u8, offset: 4))
        {
            // The runtime's own format: it is recognised by its name alone.
        }
        catch (ModelFormatException fault)
        {
            Faults.Add(fault.Message);
        }

        return heads[path] = head;
    }

    /// <summary>A value of a network's metadata; empty where it has none.</summary>
    public string Metadata(string path, string key) => Head(path)?.Metadata.GetValueOrDefault(key) ?? "";

    /// <summary>The first network whose file name has this piece and that fits.</summary>
    public string? Network(string piece, Func<string, bool>? fits = null) =>
        Networks.FirstOrDefault(path => FileName(path).Contains(piece, StringComparison.OrdinalIgnoreCase) && fits?.Invoke(path) != false);

    /// <summary>The first file of this ending, nearest to the folder itself.</summary>
    public string? Ending(string ending) => Endings(ending).FirstOrDefault();

    public IEnumerable<string> Endings(string ending) =>
        paths.Where(path => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)).OrderBy(path => path.Count(c => c == '/')).ThenBy(path => path, StringComparer.Ordinal);

    /// <summary>A folder of this name that holds files.</summary>
    public string? Folder(string name)
    {
        var inside = paths.FirstOrDefault(path => $"/{path}".Contains($"/{name}/", StringComparison.Ordinal));
        return inside?[..($"/{inside}".IndexOf($"/{name}/", StringComparison.Ordinal) + name.Length)];
    }

    /// <summary>A file's bytes begin so.</summary>
    public bool StartsWith(string path, ReadOnlySpan<byte> magic, int offset = 0)
    {
        try
        {
            using var file = File.OpenRead(Absolute(path));
            Span<byte> begin = stackalloc byte[magic.Length];
            file.Position = offset;
            return file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length && begin.SequenceEqual(magic);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Faults.Add($"{Absolute(path)} cannot be read: {fault.Message}");
            return false;
        }
    }

    /// <summary>A JSON file, or null where it is none.</summary>
    public JsonDocument? Json(string path)
    {
        try
        {
            return new FileInfo(Absolute(path)).Length <= LargestJson ? JsonDocument.Parse(File.ReadAllBytes(Absolute(path))) : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            Faults.Add($"{Absolute(path)} is no JSON that can be read: {fault.Message}");
            return null;
        }
    }

    /// <summary>Remembers why files that look like a model of a family are none.</summary>
    internal FamilyMatch? Missed(string why)
    {
        NearMiss ??= why;
        return null;
    }

    private static bool IsNetwork(string path) =>
        path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ort", StringComparison.OrdinalIgnoreCase);

    private string Absolute(string path) => RelativePath.Under(root, path);
}
