using LinlyTalker.Core.Errors;

namespace LinlyTalker.Brain.Documents;

/// <summary>
/// The files of a knowledge folder: <c>*.md</c> and <c>*.csv</c> in it and below, in ordinal order of their names. Links that
/// lead out of the folder, hidden files and what is too big are not read and are reported.
/// </summary>
public sealed class KnowledgeFolder
{
    private const long FileLimit = 32 << 20; // bytes
    private const int DepthLimit = 16;
    private const int FilesLimit = 20_000;

    /// <param name="root">Absolute.</param>
    /// <param name="files">With distinct names.</param>
    internal KnowledgeFolder(string root, IReadOnlyList<KnowledgeFile> files)
        : this(root, files, [])
    {
    }

    private KnowledgeFolder(string root, IReadOnlyList<KnowledgeFile> files, IReadOnlyList<KnowledgeProblem> problems)
    {
        Root = root;
        Files = files;
        Problems = problems;
    }

    /// <summary>Absolute, links resolved.</summary>
    public string Root { get; }

    public IReadOnlyList<KnowledgeFile> Files { get; }

    public IReadOnlyList<KnowledgeProblem> Problems { get; }

    /// <exception cref="InputException">The folder does not exist or may not be read.</exception>
    public static KnowledgeFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var root = RealPath(new DirectoryInfo(Path.GetFullPath(path)));
        if (!Directory.Exists(root))
        {
            throw new InputException(File.Exists(root)
                ? $"{path} is a file; a knowledge base is a folder of Markdown and CSV files."
                : $"The knowledge folder {path} does not exist.");
        }

        var files = new List<KnowledgeFile>();
        var problems = new List<KnowledgeProblem>();
        try
        {
            Walk(new DirectoryInfo(root), root, 0, files, problems);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new InputException($"The knowledge folder {path} may not be read: {fault.Message}", fault);
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new KnowledgeFolder(root, files, problems);
    }

    private static void Walk(
        DirectoryInfo folder, string root, int depth, List<KnowledgeFile> files, List<KnowledgeProblem> problems)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(root, entry.FullName).Replace('\\', '/');
            if (entry.Name.StartsWith('.') || (entry is FileInfo && !IsKnowledge(entry.Name)))
            {
                continue;
            }

            if (entry.LinkTarget is not null && !IsInside(root, RealPath(entry)))
            {
                problems.Add(new KnowledgeProblem(name, 0, "is a link that leads out of the folder and is not followed; copy the file here"));
            }
            else if (entry is DirectoryInfo below)
            {
                if (entry.LinkTarget is null && depth < DepthLimit)
                {
                    Walk(below, root, depth + 1, files, problems);
                }
            }
            else if (new FileInfo(RealPath(entry)) is var real && (!real.Exists || real.Length > FileLimit))
            {
                problems.Add(new KnowledgeProblem(name, 0, real.Exists ? $"is bigger than {FileLimit >> 20} MB; cut it into several files" : "is a link to nothing"));
            }
            else if (files.Count == FilesLimit)
            {
                problems.Add(new KnowledgeProblem(name, 0, $"is one file too many: {FilesLimit} are read"));
                return;
            }
            else
            {
                files.Add(new KnowledgeFile(name, real.FullName));
            }
        }
    }

    private static bool IsKnowledge(string name) => Path.GetExtension(name).ToLowerInvariant() is ".md" or ".markdown" or ".csv" or ".tsv";

    private static bool IsInside(string root, string path) =>
        path.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string RealPath(FileSystemInfo entry)
    {
        try
        {
            return entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? entry.FullName;
        }
        catch (IOException)
        {
            return entry.FullName; // a circle of links: it will not exist
        }
    }
}

/// <summary>A file of a knowledge folder.</summary>
/// <param name="Name">Relative to the folder, with <c>/</c>.</param>
public sealed record KnowledgeFile(string Name, string Path)
{
    /// <summary>Its passages; a file that cannot be read gives a problem, never an exception.</summary>
    public DocumentContent Read(ReadOnlySpan<byte> bytes)
    {
        var text = DocumentText.Decode(bytes, out var reason);
        if (text is null)
        {
            return new DocumentContent([], [new KnowledgeProblem(Name, 0, reason)]);
        }

        var extension = System.IO.Path.GetExtension(Name).ToLowerInvariant();
        return extension is ".csv" or ".tsv" ? QuestionTable.Read(Name, text) : MarkdownDocument.Read(Name, text);
    }
}
