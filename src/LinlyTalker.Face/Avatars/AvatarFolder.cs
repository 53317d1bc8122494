using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Face.Portraits;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Avatars;

/// <summary>
/// Users' avatars on disk: one folder each, named by the avatar's id, with all that is kept of it. A folder appears whole
/// or not at all, and goes as a whole.
/// </summary>
internal sealed class AvatarFolder(string root)
{
    private const string Face = "portrait";
    private const string RecordFile = "avatar.json";
    private const string PreviewFile = "preview.jpg";

    /// <summary>Of folders that are not finished, or not wholly erased.</summary>
    private const string Unfinished = ".";

    /// <summary>Every avatar that can be read; first of all, what an end in the middle left is cleared away.</summary>
    public IReadOnlyList<AvatarRecord> Load()
    {
        if (!Directory.Exists(root))
        {
            return [];
        }

        foreach (var rest in Directory.EnumerateDirectories(root, Unfinished + "*").ToArray())
        {
            Directory.Delete(rest, recursive: true);
        }

        return [.. Directory.EnumerateDirectories(root).Select(Read).OfType<AvatarRecord>()];
    }

    /// <exception cref="InputException">The folder cannot be written to.</exception>
    public void Save(AvatarRecord record, PreparedPortrait portrait, byte[] preview)
    {
        var pending = Path.Combine(root, Unfinished + record.Id);
        try
        {
            Directory.CreateDirectory(pending);
            new PreparedPortraits(pending).Save(Face, portrait.Photo, portrait.Face);
            File.WriteAllBytes(Path.Combine(pending, PreviewFile), preview);
            File.WriteAllBytes(Path.Combine(pending, RecordFile), JsonSerializer.SerializeToUtf8Bytes(record, AvatarRecordJson.Default.AvatarRecord));
            Directory.Move(pending, Of(record.Id));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Erase(pending);
            throw new LinlyException($"The avatar cannot be kept: {root} takes no new file ({e.Message}). Free some disk, or change the folder's permissions.", e);
        }
    }

    /// <exception cref="LinlyException">Its files are gone or damaged.</exception>
    public PortraitAvatar Open(string id) => new PreparedPortraits(Of(id)).Find(Face) is { } found
        ? new PortraitAvatar(found.Photo, found.Face)
        : throw new LinlyException("The files of this avatar are gone or damaged; delete it and make it anew.");

    public byte[] Preview(string id)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(Of(id), PreviewFile));
        }
        catch (IOException e)
        {
            throw new LinlyException("The preview of this avatar is gone; delete the avatar and make it anew.", e);
        }
    }

    /// <exception cref="LinlyException">A file cannot be erased; when the folder is opened the next time it is.</exception>
    public void Delete(string id)
    {
        var going = Path.Combine(root, Unfinished + id);
        try
        {
            if (Directory.Exists(Of(id)))
            {
                Directory.Move(Of(id), going);
            }

            Erase(going);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LinlyException($"Files of an avatar in {root} cannot be erased ({e.Message}); change the folder's permissions.", e);
        }
    }

    private static void Erase(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static AvatarRecord? Read(string folder)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(folder, RecordFile));
            var record = JsonSerializer.Deserialize(file, AvatarRecordJson.Default.AvatarRecord);
            return record is { Version: AvatarRecord.Latest } && record.Id == Path.GetFileName(folder) ? record : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null; // of another version, or half gone: nobody can name it, nothing of it is shown
        }
    }

    /// <param name="id">One of ours; what a client sends is looked up first.</param>
    private string Of(string id) => Path.Combine(root, id);
}
