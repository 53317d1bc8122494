using LinlyTalker.Native.Vips;

namespace LinlyTalker.Media.Images;

/// <summary>How large a picture may be before it is refused, unread.</summary>
public sealed record PictureLimits
{
    public static PictureLimits Default { get; } = new();

    /// <summary>
    /// For what comes over a network. The worst case, 40 megapixels interlaced or progressive, takes some 320 MB while it is
    /// decoded.
    /// </summary>
    public static PictureLimits Upload { get; } = new()
    {
        FileBytes = 16L << 20,
        Pixels = 40_000_000,
        Side = 12_000,
        Formats = [VipsFormat.Jpeg, VipsFormat.Png, VipsFormat.WebP],
    };

    public long FileBytes { get; init; } = 256L << 20;

    /// <summary>Width times height.</summary>
    public long Pixels { get; init; } = 64_000_000;

    /// <summary>Width or height.</summary>
    public int Side { get; init; } = 20_000;

    /// <summary>No other is read.</summary>
    public IReadOnlyList<VipsFormat> Formats { get; init; } = Enum.GetValues<VipsFormat>();
}
