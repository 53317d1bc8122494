using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LinlyTalker.Brain.Documents;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Brain.Shelves;

/// <summary>
/// One user's documents on disk: for each its text, as it was given, and then its record, whose appearance makes it count.
/// The index lies beside them, so that all goes with the folder.
/// </summary>
internal sealed class ShelfFolder
{
    private const string RecordEnding = ".json";
    private const string TextEnding = ".text";

    /// <summary>Another program that shares the folder has kept a text before its record for less than that.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly UserId owner;
    private readonly TimeProvider time;

    /// <param name="root">Of all users' documents.</param>
    public ShelfFolder(string root, UserId owner, TimeProvider time)
    {
        (this.owner, this.time) = (owner, time);

        // Users' names may hold anything; their hash is a name on every disk.
        Path = System.IO.Path.Combine(root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner.Value)))[..32]);
    }

    public string Path { get; }

    public string Index => System.IO.Path.Combine(Path, "index");

    public bool Exists => Directory.Exists(Path);

    /// <summary>The oldest first. What an end in the middle left is cleared away when it is an hour old.</summary>
    public IReadOnlyList<DocumentRecord> Load()
    {
        if (!Exists)
        {
            return [];
        }

        DocumentRecord[] records = [.. Directory.EnumerateFiles(Path, "*" + RecordEnding).Select(RecordOf).OfType<DocumentRecord>()];
        var known = records.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var before = time.GetUtcNow() - Abandoned;
        foreach (var rest in new DirectoryInfo(Path).EnumerateFiles("*" + TextEnding).Where(f => !known.Contains(System.IO.Path.GetFileNameWithoutExtension(f.Name))))
        {
            if (rest.LastWriteTimeUtc < before)
            {
                rest.Delete();
            }
        }

        return [.. records.OrderBy(r => r.Created).ThenBy(r => r.Id, StringComparer.Ordinal)];
    }

    /// <exception cref="LinlyException">The folder cannot be written to.</exception>
    public void Save(DocumentRecord record, byte[] text)
    {
        try
        {
            MakePrivate();
            Write(Of(record.Id, TextEnding), text);
            Write(Of(record.Id, RecordEnding), JsonSerializer.SerializeToUtf8Bytes(record, DocumentRecordJson.Default.DocumentRecord));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InputException)
        {
            throw new LinlyException($"The document cannot be kept: {Path} takes no new file. Free some disk, or change the folder's permissions.", e);
        }
    }

    /// <returns>Null when it is gone.</returns>
    public byte[]? Read(string id)
    {
        try
        {
            return File.ReadAllBytes(Of(id, TextEnding));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Delete(string id)
    {
        File.Delete(Of(id, RecordEnding));
        File.Delete(Of(id, TextEnding));
    }

    public void Erase()
    {
        if (Exists)
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    public KnowledgeFolder Open(IEnumerable<DocumentRecord> records) =>
        new(Path, [.. records.Select(r => new KnowledgeFile(r.Name, Of(r.Id, TextEnding))).OrderBy(f => f.Name, StringComparer.Ordinal)]);

    private void MakePrivate()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path); // a profile's folders are private there
        }
        else
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void Write(string path, byte[] bytes)
    {
        using var pending = new PendingFile(path);
        File.WriteAllBytes(pending.TemporaryPath, bytes);
        pending.Commit();
    }

    private DocumentRecord? RecordOf(string path)
    {
        try
        {
            var record = JsonSerializer.Deserialize(File.ReadAllBytes(path), DocumentRecordJson.Default.DocumentRecord);
            return record is { Version: DocumentRecord.Latest } && record.Owner == owner.Value && File.Exists(Of(record.Id, TextEnding))
                && record.Id == System.IO.Path.GetFileNameWithoutExtension(path) ? record : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null; // of another version, or half gone: nobody can name it, nothing of it is cited
        }
    }

    /// <param name="id">One of ours; what a client sends is looked up first.</param>
    private string Of(string id, string ending) => System.IO.Path.Combine(Path, id + ending);
}
