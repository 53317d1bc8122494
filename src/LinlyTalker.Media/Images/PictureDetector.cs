using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Vips;

namespace LinlyTalker.Media.Images;

/// <summary>Tells what a file is by its first bytes, never by its name.</summary>
internal static class PictureDetector
{
    /// <exception cref="InputException">It is not a picture, or of a kind that is not read.</exception>
    public static VipsFormat Detect(ReadOnlySpan<byte> file, string name)
    {
        if (file.IsEmpty)
        {
            throw new InputException($"{name} is empty.");
        }

        return Format(file)
            ?? throw new InputException($"{name} is {Other(file)}; use a PNG, JPEG, WebP, GIF, TIFF or AVIF picture.");
    }

    private static VipsFormat? Format(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..] => VipsFormat.Png,
        [0xFF, 0xD8, 0xFF, ..] => VipsFormat.Jpeg,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => VipsFormat.Gif,
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => VipsFormat.Tiff,
        _ when Has(file, 0, "RIFF"u8) && Has(file, 8, "WEBP"u8) => VipsFormat.WebP,
        _ when Has(file, 4, "ftypavif"u8) => VipsFormat.Heif,
        _ => null,
    };

    private static string Other(ReadOnlySpan<byte> file) => file switch
    {
        _ when Has(file, 0, "BM"u8) => "a BMP picture, which is not read",
        _ when Has(file, 0, "%PDF"u8) => "a PDF document, which is not read",
        _ when Has(file, 4, "ftyphei"u8) || Has(file, 4, "ftypmif1"u8) => "a HEIC picture, which is not read",
        _ when Has(file, 4, "ftyp"u8) => "a video, which is not read",
        _ when file[..Math.Min(file.Length, 1024)].IndexOf("<svg"u8) >= 0 => "an SVG drawing, which is not read",
        _ => "no picture, or one of a kind that is not read",
    };

    private static bool Has(ReadOnlySpan<byte> file, int at, ReadOnlySpan<byte> mark) =>
        file.Length >= at + mark.Length && file.Slice(at, mark.Length).SequenceEqual(mark);
}
