using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Tests.Server.Avatars;

/// <summary>Keeps whatever bytes come as a face; a photo that says "nobody" shows none.</summary>
internal sealed class FakeAvatars : IAvatars, IErasable
{
    private readonly Dictionary<string, (AvatarDescription Avatar, byte[] Photo)> all = new(StringComparer.Ordinal)
    {
        ["hopper"] = (new AvatarDescription("hopper", "hopper", null, DateTimeOffset.UnixEpoch, []), []),
    };

    public string Kept => "avatars";

    /// <summary>Draws whatever is asked for.</summary>
    public IRenderer? Renderer { get; init; }

    public IReadOnlyList<AvatarDescription> Of(UserId user) =>
        [.. all.Values.Select(a => a.Avatar).Where(a => a.Owner is null || a.Owner == user)];

    public AvatarDescription? Find(string id, UserId user) => Of(user).FirstOrDefault(a => a.Id == id);

    public async Task<AvatarDescription> CreateAsync(NewAvatar avatar, Stream photo, UserId owner, CancellationToken cancellation = default)
    {
        var bytes = new MemoryStream();
        await photo.CopyToAsync(bytes, cancellation);
        if (bytes.ToArray().AsSpan().SequenceEqual("nobody"u8))
        {
            throw new InputException("No face was found.");
        }

        var made = new AvatarDescription($"avatar{all.Count}", avatar.Name, owner, DateTimeOffset.UnixEpoch, ["The mouth is open."])
        {
            ConsentGiven = avatar.ConsentGiven,
        };
        all[made.Id] = (made, bytes.ToArray());
        return made;
    }

    public Task<bool> DeleteAsync(string id, UserId user, CancellationToken cancellation = default) =>
        Task.FromResult(Find(id, user)?.Owner == user && all.Remove(id));

    public Task<int> EraseAsync(UserId user, CancellationToken cancellation = default) =>
        Task.FromResult(all.Values.Where(a => a.Avatar.Owner == user).ToList().Count(a => all.Remove(a.Avatar.Id)));

    public Task<IRenderer> RendererAsync(string id, UserId user, CancellationToken cancellation = default) =>
        id.Length == 0 || Find(id, user) is not null
            ? Task.FromResult(Renderer ?? throw new NotSupportedException())
            : throw new UnknownNameException("There is no avatar of that id.");

    public Task<ReadOnlyMemory<byte>> PreviewAsync(string id, UserId user, CancellationToken cancellation = default) =>
        Task.FromResult<ReadOnlyMemory<byte>>(all[id].Photo);

    public Task<ReadOnlyMemory<byte>> PackageAsync(string id, UserId user, CancellationToken cancellation = default) =>
        Task.FromResult<ReadOnlyMemory<byte>>("package"u8.ToArray());
}
