using LinlyTalker.Native.Vips;

namespace LinlyTalker.Media.Images;

/// <summary>A picture in memory: 8-bit sRGB, upright, nothing transparent.</summary>
public sealed class Picture
{
    /// <param name="pixels">(height, width, 3), red first; taken over, not copied.</param>
    public Picture(int width, int height, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.Length != checked(width * height * 3))
        {
            throw new ArgumentException($"{width} × {height} pixels take {width * height * 3} bytes, not {pixels.Length}.");
        }

        (Width, Height, Pixels) = (width, height, pixels);
    }

    public Picture(int width, int height)
        : this(width, height, new byte[checked(width * height * 3)])
    {
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>(height, width, 3), red first.</summary>
    public byte[] Pixels { get; }

    public Span<byte> Row(int y) => Pixels.AsSpan(y * Width * 3, Width * 3);

    /// <summary>The three bytes of one pixel.</summary>
    public Span<byte> At(int x, int y) => Pixels.AsSpan(((y * Width) + x) * 3, 3);

    /// <exception cref="ArgumentOutOfRangeException">The rectangle is empty or leaves the picture.</exception>
    public Picture Crop(int left, int top, int width, int height)
    {
        if (left < 0 || top < 0 || width <= 0 || height <= 0 || left > Width - width || top > Height - height)
        {
            throw new ArgumentOutOfRangeException(
                nameof(left), $"{width} × {height} at ({left}, {top}) does not lie in {Width} × {Height}.");
        }

        var result = new Picture(width, height);
        for (var y = 0; y < height; y++)
        {
            Row(top + y).Slice(left * 3, width * 3).CopyTo(result.Row(y));
        }

        return result;
    }

    /// <summary>By Lanczos' kernel, smaller or larger, each side by itself.</summary>
    public Picture Resize(int width, int height)
    {
        if (width == Width && height == Height)
        {
            return this;
        }

        using var image = VipsImage.FromRgb(Pixels, Width, Height);
        using var resized = image.Resize(width, height);
        return new Picture(resized.Width, resized.Height, resized.Pixels());
    }
}
