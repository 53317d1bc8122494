using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Avatars;

/// <summary>What is kept of users' photos, and how many.</summary>
public sealed record AvatarOptions
{
    /// <summary>Avatars of one user.</summary>
    public int PerUser { get; init; } = 20;

    /// <summary>Avatars of all users together.</summary>
    public int Together { get; init; } = 2000;

    public PictureLimits Photo { get; init; } = PictureLimits.Upload;

    /// <summary>A larger photo is shrunk to this: a face is drawn at 512 pixels.</summary>
    public int LongestSide { get; init; } = 2048;

    /// <summary>What the faces that are kept ready may take in memory, in bytes; those in use beyond it stay until they are left.</summary>
    public long Memory { get; init; } = 256L << 20;
}
