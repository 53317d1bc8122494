using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Core.Serving;

/// <summary>A face that can be shown.</summary>
/// <param name="Owner">Null: it came with the program and everybody may show it.</param>
/// <param name="Findings">What the photo will not do well, a sentence each.</param>
public sealed record AvatarDescription(
    string Id, string Name, UserId? Owner, DateTimeOffset Created, IReadOnlyList<string> Findings)
{
    /// <summary>When its owner said that the person in the photo agrees; null for those that came with the program.</summary>
    public DateTimeOffset? ConsentGiven { get; init; }
}

/// <summary>A face to be made.</summary>
/// <param name="Name">What its owner calls it; shown, never part of a path.</param>
/// <param name="ConsentGiven">When the owner said that the person in the photo agrees to be animated; kept with the avatar.</param>
public sealed record NewAvatar(string Name, DateTimeOffset ConsentGiven);

/// <summary>The faces of this machine: those that came with it and those that users made of photos.</summary>
public interface IAvatars
{
    IReadOnlyList<AvatarDescription> Of(UserId user);

    /// <returns>Null when there is none, or it is another user's.</returns>
    AvatarDescription? Find(string id, UserId user);

    /// <param name="photo">A JPEG, PNG or WebP picture; decoded in bounded memory, its metadata is not kept.</param>
    /// <exception cref="InputException">It is no picture, or shows no face that can be used; the message says why.</exception>
    Task<AvatarDescription> CreateAsync(NewAvatar avatar, Stream photo, UserId owner, CancellationToken cancellation = default);

    /// <summary>Erases the avatar and all that was derived from it; whoever still draws it is told so by an exception.</summary>
    /// <returns>False when there is none, or it is not the user's own.</returns>
    Task<bool> DeleteAsync(string id, UserId user, CancellationToken cancellation = default);

    /// <summary>Draws it; shared, thread-safe.</summary>
    /// <param name="id">Empty: the default one.</param>
    /// <exception cref="UnknownNameException">There is none, or it is another user's.</exception>
    Task<IRenderer> RendererAsync(string id, UserId user, CancellationToken cancellation = default);

    /// <summary>A small picture of it at rest: a JPEG file.</summary>
    /// <exception cref="UnknownNameException">There is none, or it is another user's.</exception>
    Task<ReadOnlyMemory<byte>> PreviewAsync(string id, UserId user, CancellationToken cancellation = default);

    /// <summary>What a client needs to draw it by itself: the bytes of an avatar package.</summary>
    /// <exception cref="UnknownNameException">There is none, or it is another user's.</exception>
    Task<ReadOnlyMemory<byte>> PackageAsync(string id, UserId user, CancellationToken cancellation = default);
}
