using System.Collections.Concurrent;
using System.Security.Cryptography;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using LinlyTalker.Face.Package;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Avatars;

/// <summary>
/// The faces of a server: shipped ones, and those that users made of their photos, kept in a folder. One photo is looked at
/// at a time, so that what decoding takes is bounded.
/// </summary>
public sealed class AvatarGallery : IAvatars, IErasable, IDisposable
{
    private const int PreviewSize = 256;
    private const int IdBytes = 16; // unguessable
    private const int LongestName = 80;

    private readonly AvatarOptions options;
    private readonly AvatarFolder folder;
    private readonly IReadOnlyList<ShippedFace> shipped;
    private readonly PortraitPreparation preparation;
    private readonly TimeProvider time;
    private readonly SharedFaces faces;
    private readonly SemaphoreSlim preparing = new(1);
    private readonly ConcurrentDictionary<string, Owned> owned = new(StringComparer.Ordinal);

    /// <param name="root">Where users' avatars are kept; made when the first one is.</param>
    /// <param name="shipped">The first is the default.</param>
    /// <param name="preparation">Disposed with this.</param>
    public AvatarGallery(
        string root, IReadOnlyList<ShippedFace> shipped, PortraitPreparation preparation, AvatarOptions options, TimeProvider time)
    {
        (this.shipped, this.preparation, this.options, this.time) = (shipped, preparation, options, time);
        folder = new AvatarFolder(root);
        faces = new SharedFaces(options.Memory);
        foreach (var record in folder.Load())
        {
            owned[record.Id] = new Owned(record.Describe());
        }
    }

    public string Kept => "avatars";

    public IReadOnlyList<AvatarDescription> Of(UserId user) =>
    [
        .. shipped.Select(Describe),
        .. owned.Values.Select(o => o.Avatar).Where(a => a.Owner == user).OrderBy(a => a.Created).ThenBy(a => a.Id, StringComparer.Ordinal),
    ];

    public AvatarDescription? Find(string id, UserId user) =>
        shipped.FirstOrDefault(s => s.Id == id) is { } common ? Describe(common) : TryOwned(id, user)?.Avatar;

    public async Task<AvatarDescription> CreateAsync(
        NewAvatar avatar, Stream photo, UserId owner, CancellationToken cancellation = default)
    {
        var name = Named(avatar.Name);
        CheckRoom(owner);
        await preparing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            CheckRoom(owner);
            var file = await UploadedPhoto.ReadAsync(photo, options.Photo.FileBytes, cancellation).ConfigureAwait(false);
            return await Task.Run(() => Create(name, file, avatar.ConsentGiven, owner, cancellation), cancellation).ConfigureAwait(false);
        }
        finally
        {
            preparing.Release();
        }
    }

    public async Task<bool> DeleteAsync(string id, UserId user, CancellationToken cancellation = default)
    {
        if (TryOwned(id, user) is not { } avatar || !owned.TryRemove(new(id, avatar)))
        {
            return false;
        }

        await avatar.Deleted.CancelAsync().ConfigureAwait(false);
        faces.Forget(id);
        folder.Delete(id);
        return true;
    }

    public async Task<int> EraseAsync(UserId user, CancellationToken cancellation = default)
    {
        // One that is being made is kept first, and then erased too.
        await preparing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var erased = 0;
            foreach (var avatar in Of(user).Where(avatar => avatar.Owner == user))
            {
                erased += await DeleteAsync(avatar.Id, user, cancellation).ConfigureAwait(false) ? 1 : 0;
            }

            return erased;
        }
        finally
        {
            preparing.Release();
        }
    }

    public async Task<IRenderer> RendererAsync(string id, UserId user, CancellationToken cancellation = default)
    {
        var face = await FaceAsync(id, user, cancellation).ConfigureAwait(false);
        var renderer = new PuppetRenderer(face, Random.Shared.Next());
        return TryOwned(id, user) is { } avatar ? new RevocableRenderer(renderer, avatar.Deleted.Token) : renderer;
    }

    public async Task<ReadOnlyMemory<byte>> PreviewAsync(string id, UserId user, CancellationToken cancellation = default) =>
        TryOwned(id, user) is { } avatar
            ? await Task.Run(() => folder.Preview(avatar.Avatar.Id), cancellation).ConfigureAwait(false)
            : PreviewOf(await FaceAsync(id, user, cancellation).ConfigureAwait(false));

    public async Task<ReadOnlyMemory<byte>> PackageAsync(string id, UserId user, CancellationToken cancellation = default)
    {
        var face = await FaceAsync(id, user, cancellation).ConfigureAwait(false);
        return await Task.Run(() => PackageWriter.Write(face), cancellation).ConfigureAwait(false);
    }

    public void Dispose()
    {
        preparation.Dispose();
        preparing.Dispose();
    }

    private static AvatarDescription Describe(ShippedFace face) => new(face.Id, face.Name, null, DateTimeOffset.UnixEpoch, []);

    private static byte[] PreviewOf(PortraitAvatar face) => PictureWriter.Jpeg(face.Still(PreviewSize), comment: null);

    private static string Named(string name) => name.Trim() is { Length: > 0 and <= LongestName } trimmed && !trimmed.Any(char.IsControl)
        ? trimmed
        : throw new InputException($"The name of an avatar has 1 to {LongestName} characters, and none that is invisible.");

    private void CheckRoom(UserId owner)
    {
        if (owned.Values.Count(o => o.Avatar.Owner == owner) >= options.PerUser)
        {
            throw new InputException($"You have {options.PerUser} avatars, and more are not kept; delete one first.");
        }

        if (owned.Count >= options.Together)
        {
            throw new LinlyException("No more avatars can be kept on this machine; its operator can delete some or raise the limit.");
        }
    }

    private AvatarDescription Create(string name, byte[] file, DateTimeOffset consent, UserId owner, CancellationToken cancellation)
    {
        var picture = PictureReader.Decode(file, "The photo", options.LongestSide, options.Photo);
        var portrait = preparation.Prepare(picture, cancellation);
        var face = new PortraitAvatar(portrait.Photo, portrait.Face);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var record = new AvatarRecord(AvatarRecord.Latest, id, name, owner.Value, time.GetUtcNow(), consent, portrait.Findings);
        cancellation.ThrowIfCancellationRequested();
        folder.Save(record, portrait, PreviewOf(face));
        var avatar = record.Describe();
        owned[id] = new Owned(avatar);
        return avatar;
    }

    private Owned? TryOwned(string id, UserId user) =>
        owned.TryGetValue(id, out var avatar) && avatar.Avatar.Owner == user ? avatar : null;

    private Task<PortraitAvatar> FaceAsync(string id, UserId user, CancellationToken cancellation)
    {
        if (TryOwned(id, user) is { } avatar)
        {
            return Task.Run(() => Open(avatar), cancellation);
        }

        var face = id.Length == 0 ? shipped.FirstOrDefault() : shipped.FirstOrDefault(s => s.Id == id);
        return face is not null
            ? Task.Run(() => faces.Get(face.Id, face.Open), cancellation)
            : throw new UnknownNameException(id.Length > 0
                ? "There is no avatar of that id, or it is another user's; see GET /v1/avatars."
                : "This machine has no portrait of its own; make an avatar of a photo first.");
    }

    private PortraitAvatar Open(Owned avatar)
    {
        var face = faces.Get(avatar.Avatar.Id, () => folder.Open(avatar.Avatar.Id));
        if (avatar.Deleted.IsCancellationRequested)
        {
            faces.Forget(avatar.Avatar.Id);
            throw new UnknownNameException("This avatar was deleted.");
        }

        return face;
    }

    /// <param name="Avatar">Of a user.</param>
    private sealed record Owned(AvatarDescription Avatar)
    {
        public CancellationTokenSource Deleted { get; } = new();
    }
}
