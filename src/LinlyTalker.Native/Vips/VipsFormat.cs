namespace LinlyTalker.Native.Vips;

/// <summary>The raster formats that are read; libvips' other loaders are never asked.</summary>
public enum VipsFormat
{
    Png,
    Jpeg,
    WebP,
    Gif,
    Tiff,

    /// <summary>AVIF: AV1 in the HEIF container.</summary>
    Heif,
}
