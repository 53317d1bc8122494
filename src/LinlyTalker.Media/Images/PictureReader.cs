using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;
using LinlyTalker.Native.Vips;

namespace LinlyTalker.Media.Images;

/// <summary>
/// Decodes a picture from outside. Its size is read from the header and checked before anything is decoded; no
/// loader is asked but that of the format its first bytes show; its path is opened here and given to nobody.
/// </summary>
public static class PictureReader
{
    private const double White = 255;

    /// <exception cref="InputException">It cannot be read, is no picture, is damaged, or passes a limit.</exception>
    public static Picture Read(string path, int? longestSide = null, PictureLimits? limits = null)
    {
        limits ??= PictureLimits.Default;
        byte[] bytes;
        try
        {
            using var file = GivenFile.OpenRead(path);
            if (file.Length > limits.FileBytes)
            {
                throw new InputException($"{path} has {file.Length >> 20} MB; at most {limits.FileBytes >> 20} MB are read.");
            }

            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {e.Message}", e);
        }

        return Decode(bytes, path, longestSide, limits);
    }

    /// <param name="name">What the errors call it.</param>
    /// <param name="longestSide">A larger picture is shrunk to this while it is decoded, in little memory.</param>
    /// <exception cref="InputException">It is no picture, is damaged, or passes a limit.</exception>
    public static Picture Decode(
        ReadOnlyMemory<byte> file, string name, int? longestSide = null, PictureLimits? limits = null)
    {
        limits ??= PictureLimits.Default;
        var format = PictureDetector.Detect(file.Span, name);
        if (!limits.Formats.Contains(format))
        {
            throw new InputException($"{name} is a {format} picture; here only {string.Join(", ", limits.Formats)} are read.");
        }

        if (file.Length > limits.FileBytes)
        {
            throw new InputException($"{name} has {file.Length >> 20} MB; at most {limits.FileBytes >> 20} MB are read.");
        }

        try
        {
            using var image = VipsImage.Load(file, format);
            CheckSize(image, name, limits);
            return Decode(image, longestSide);
        }
        catch (NativeException e)
        {
            throw new InputException($"{name} is a damaged or incomplete {format} picture ({e.Message}); copy it again, or export it anew.", e);
        }
    }

    private static void CheckSize(VipsImage image, string name, PictureLimits limits)
    {
        if ((long)image.Width * image.Height > limits.Pixels || Math.Max(image.Width, image.Height) > limits.Side)
        {
            throw new InputException(
                $"{name} has {image.Width} × {image.Height} pixels; at most {limits.Pixels / 1_000_000} megapixels "
                + $"and {limits.Side} a side are read. Make it smaller first.");
        }
    }

    private static Picture Decode(VipsImage image, int? longestSide)
    {
        using var coloured = ApplyProfile(image);
        using var colour = coloured.ToSrgb();
        using var opaque = colour.HasAlpha ? colour.Flatten(White) : colour;
        using var rgb = opaque.Bands > 3 ? opaque.FirstBands(3) : opaque;
        var scale = (double)(longestSide ?? int.MaxValue) / Math.Max(rgb.Width, rgb.Height);
        using var sized = scale < 1 ? rgb.Scale(scale) : rgb;

        // Rows arrive from the top once; turning needs them all.
        using var decoded = sized.ToMemory();
        using var upright = decoded.Upright();
        return new Picture(upright.Width, upright.Height, upright.Pixels());
    }

    /// <summary>A profile that does not fit the picture is common, and left out.</summary>
    private static VipsImage ApplyProfile(VipsImage image)
    {
        if (!image.HasColourProfile)
        {
            return image;
        }

        try
        {
            return image.ProfileToSrgb();
        }
        catch (NativeException)
        {
            return image;
        }
    }
}
