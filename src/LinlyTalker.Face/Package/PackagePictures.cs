using System.Numerics;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Face.Rendering;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Package;

/// <summary>The pictures of a package. What covers only in part is two pictures side by side, since JPEG has no alpha.</summary>
internal static class PackagePictures
{
    public static Picture Of(Raster raster)
    {
        var picture = new Picture(raster.Width, raster.Height);
        for (var i = 0; i < raster.Pixels.Length; i++)
        {
            Put(picture, i % raster.Width, i / raster.Width, Raster.Unpack(raster.Pixels[i]));
        }

        return picture;
    }

    /// <param name="pixels">(height, width): blue, green, red, 0 to 255, and coverage, 0 to 1.</param>
    public static Picture OfTeeth(ReadOnlySpan<Vector4> pixels, int width, int height)
    {
        var picture = new Picture(2 * width, height);
        for (var i = 0; i < pixels.Length; i++)
        {
            Put(picture, i % width, i / width, pixels[i]);
            Put(picture, width + (i % width), i / width, new Vector4(255 * pixels[i].W));
        }

        return picture;
    }

    /// <summary>What a lid does to a pixel is affine, so two colours tell all of it: what black and white become.</summary>
    public static Picture OfLids(Eye eye, int levels)
    {
        var white = new Vector4(255);
        var picture = new Picture(2 * eye.Width, eye.Height * levels);
        for (var level = 0; level < levels; level++)
        {
            var shut = (level + 1f) / levels;
            for (var y = 0; y < eye.Height; y++)
            {
                for (var x = 0; x < eye.Width; x++)
                {
                    var added = eye.Shut(Vector4.Zero, x, y, shut);
                    var row = (level * eye.Height) + y;
                    Put(picture, x, row, added);
                    Put(picture, eye.Width + x, row, new Vector4((eye.Shut(white, x, y, shut) - added).Y));
                }
            }
        }

        return picture;
    }

    public static Picture OfEyeball(Eye eye)
    {
        var picture = new Picture(eye.Width, eye.Height);
        for (var y = 0; y < eye.Height; y++)
        {
            for (var x = 0; x < eye.Width; x++)
            {
                Put(picture, x, y, new Vector4(255 * eye.EyeballAt(x, y)));
            }
        }

        return picture;
    }

    private static void Put(Picture picture, int x, int y, Vector4 colour)
    {
        var pixel = picture.At(x, y);
        for (var i = 0; i < 3; i++)
        {
            pixel[i] = (byte)Math.Clamp(colour[2 - i] + 0.5f, 0, 255);
        }
    }
}
