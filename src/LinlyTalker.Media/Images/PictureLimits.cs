namespace LinlyTalker.Media.Images;

/// <summary>How large a picture may be before it is refused, unread.</summary>
public sealed record PictureLimits
{
    public static PictureLimits Default { get; } = new();

    public long FileBytes { get; init; } = 256L << 20;

    /// <summary>Width times height.</summary>
    public long Pixels { get; init; } = 64_000_000;

    /// <summary>Width or height.</summary>
    public int Side { get; init; } = 20_000;
}
