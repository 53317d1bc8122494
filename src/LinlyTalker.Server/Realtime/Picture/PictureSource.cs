using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Realtime.Protocol;
using LinlyTalker.Server.Realtime.Settings;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Realtime.Picture;

/// <summary>What a picture for a user can be made of.</summary>
internal sealed record PictureSource(IAvatars? Avatars, IVideoEncoder? Encoder, UserId User, ILogger Log)
{
    public bool CanDraw => Lack() is null;

    /// <exception cref="WireFault">It is an avatar that the user may not show, or nothing here draws.</exception>
    public void Check(AvatarSettings? wanted)
    {
        if (wanted is { Avatar: { Length: > 0 } id } && Avatars is not null && Avatars.Find(id, User) is null)
        {
            throw new WireFault(
                "unknown_avatar", "There is no avatar of that id, or it is another user's; GET /v1/avatars lists yours.", "session.avatar.id");
        }

        if (wanted is { Mode: AvatarMode.Video } && Lack() is { } lack)
        {
            throw new WireFault("video_unavailable", $"{lack}; ask for the mode 'motion' and draw, or 'none'.", "session.avatar.mode");
        }
    }

    private string? Lack() =>
        Encoder is null ? "No encoder of video is on this machine"
        : Avatars is null || Avatars.Of(User).Count == 0 ? "This machine has no face to show"
        : null;
}
