using System.Numerics;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Landmarks;

/// <summary>
/// Cuts a square out of a picture as a net takes it: between pixels bilinear, black outside. Where the cut is smaller
/// than the picture's own pixels, several samples are averaged for each of its own.
/// </summary>
internal static class CropSampler
{
    private const int MostSamples = 8;

    /// <param name="scale">Each level 0 to 255 becomes <c>level · scale + offset</c>.</param>
    /// <returns>(size, size, 3), red first.</returns>
    public static float[] Cut(Picture picture, CropFrame frame, float scale, float offset)
    {
        var samples = Math.Clamp((int)MathF.Round(frame.Scale), 1, MostSamples);
        var (origin, right, down) = (
            frame.ToPicture(Vector2.Zero),
            (frame.ToPicture(new Vector2(frame.Size, 0)) - frame.ToPicture(Vector2.Zero)) / frame.Size,
            (frame.ToPicture(new Vector2(0, frame.Size)) - frame.ToPicture(Vector2.Zero)) / frame.Size);
        var cut = new float[frame.Size * frame.Size * 3];
        var at = 0;
        for (var v = 0; v < frame.Size; v++)
        {
            for (var u = 0; u < frame.Size; u++)
            {
                var sum = Vector3.Zero;
                for (var i = 0; i < samples * samples; i++)
                {
                    var (du, dv) = (u + (((i % samples) + 0.5f) / samples), v + (((i / samples) + 0.5f) / samples));
                    sum += Sample(picture, origin + (du * right) + (dv * down) - new Vector2(0.5f));
                }

                var colour = (sum * (scale / (samples * samples))) + new Vector3(offset);
                cut[at++] = colour.X;
                cut[at++] = colour.Y;
                cut[at++] = colour.Z;
            }
        }

        return cut;
    }

    /// <param name="point">Whole numbers are pixel centres.</param>
    private static Vector3 Sample(Picture picture, Vector2 point)
    {
        var (x, y) = ((int)MathF.Floor(point.X), (int)MathF.Floor(point.Y));
        var (right, down) = (point.X - x, point.Y - y);
        if ((uint)x >= (uint)(picture.Width - 1) || (uint)y >= (uint)(picture.Height - 1))
        {
            return Vector3.Lerp(
                Vector3.Lerp(Pixel(picture, x, y), Pixel(picture, x + 1, y), right),
                Vector3.Lerp(Pixel(picture, x, y + 1), Pixel(picture, x + 1, y + 1), right),
                down);
        }

        // All four pixels lie inside: six bytes of two rows.
        var above = picture.Pixels.AsSpan(((y * picture.Width) + x) * 3, 6);
        var below = picture.Pixels.AsSpan((((y + 1) * picture.Width) + x) * 3, 6);
        return Vector3.Lerp(
            Vector3.Lerp(new(above[0], above[1], above[2]), new(above[3], above[4], above[5]), right),
            Vector3.Lerp(new(below[0], below[1], below[2]), new(below[3], below[4], below[5]), right),
            down);
    }

    /// <summary>Black outside.</summary>
    private static Vector3 Pixel(Picture picture, int x, int y)
    {
        if ((uint)x >= (uint)picture.Width || (uint)y >= (uint)picture.Height)
        {
            return Vector3.Zero;
        }

        var pixel = picture.At(x, y);
        return new Vector3(pixel[0], pixel[1], pixel[2]);
    }
}
