using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;
using LinlyTalker.Native.Vips;

namespace LinlyTalker.Media.Images;

/// <summary>Writes PNG and JPEG, with a comment that says what made them.</summary>
public static class PictureWriter
{
    /// <summary>By the path's extension; the file appears whole or not at all.</summary>
    /// <exception cref="InputException">It cannot be written, or the extension is neither .png, .jpg nor .jpeg.</exception>
    public static void Write(string path, Picture picture, string? comment = SyntheticMark.Text)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var bytes = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => Png(picture, comment),
            ".jpg" or ".jpeg" => Jpeg(picture, comment: comment),
            var other => throw new InputException($"{path}: pictures are written as .png or .jpg, not {other}."),
        };
        using var pending = new PendingFile(path);
        try
        {
            File.WriteAllBytes(pending.TemporaryPath, bytes);
        }
        catch (IOException e)
        {
            throw new InputException($"{path} cannot be written: {e.Message}", e);
        }

        pending.Commit();
    }

    public static byte[] Png(Picture picture, string? comment = SyntheticMark.Text)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using var image = VipsImage.FromRgb(picture.Pixels, picture.Width, picture.Height);
        var png = image.Encode(".png[compression=6,keep=none]");
        return comment is null ? png : PictureComment.InPng(png, comment);
    }

    /// <param name="quality">1 to 100.</param>
    public static byte[] Jpeg(Picture picture, int quality = 90, string? comment = SyntheticMark.Text)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using var image = VipsImage.FromRgb(picture.Pixels, picture.Width, picture.Height);
        var jpeg = image.Encode($".jpg[Q={quality},keep=none]");
        return comment is null ? jpeg : PictureComment.InJpeg(jpeg, comment);
    }
}
