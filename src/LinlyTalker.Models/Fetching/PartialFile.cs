using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Fetching;

/// <summary>
/// What has come of a file so far, kept between runs: <c>KEY.part</c>, and beside it <c>KEY.tag</c> with what the server
/// called that version of the file. The key is made of the address and the wanted hash.
/// </summary>
internal sealed class PartialFile
{
    private const string TagEnding = ".tag";

    private readonly string tagPath;
    private readonly bool hashKnown;

    public PartialFile(string folder, DownloadRequest request)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Address}\n{request.Sha256}")))[..24];
        Location = Path.Combine(folder, key + ".part");
        tagPath = Path.Combine(folder, key + TagEnding);
        hashKnown = request.Sha256 is not null;
    }

    public string Location { get; }

    public long Length => new FileInfo(Location) is { Exists: true } file ? file.Length : 0;

    /// <summary>Asks for the rest only, when the rest can be trusted to belong to the same version.</summary>
    public void AskForRest(HttpRequestHeaders headers)
    {
        var length = Length;
        if (length == 0)
        {
            return;
        }

        var tag = File.Exists(tagPath) ? File.ReadAllText(tagPath) : "";
        if (RangeConditionHeaderValue.TryParse(tag, out var condition))
        {
            headers.IfRange = condition;
        }
        else if (!hashKnown)
        {
            // Neither the server's name for the version nor our hash could tell a mixture of two versions.
            Discard();
            return;
        }

        headers.Range = new RangeHeaderValue(length, null);
    }

    /// <summary>Remembers which version the bytes belong to. A weak tag does not promise equal bytes, so it is no help.</summary>
    public void Remember(HttpResponseMessage response)
    {
        var condition = response.Headers.ETag is { IsWeak: false } tag ? tag.ToString()
            : response.Content.Headers.LastModified is { } date ? date.ToString("r")
            : "";
        Disk.Guard(tagPath, () => File.WriteAllText(tagPath, condition));
    }

    public FileStream OpenAt(long length)
    {
        FileStream? stream = null;
        Disk.Guard(Location, () => stream = new FileStream(Location, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1 << 16));
        stream!.SetLength(length);
        stream.Position = length;
        return stream;
    }

    public void Discard()
    {
        File.Delete(Location);
        File.Delete(tagPath);
    }

    /// <summary>Forgets the version's name of a file that is whole and about to be taken away.</summary>
    /// <param name="location">As <see cref="Location"/>.</param>
    public static void Forget(string location) => File.Delete(Path.ChangeExtension(location, TagEnding));
}
