using System.Numerics;

namespace LinlyTalker.Face.Landmarks;

/// <summary>
/// A square cut out of a picture, turned and scaled to what a net takes. Coordinates are continuous: the pixel (0, 0)
/// covers 0 to 1.
/// </summary>
/// <param name="Centre">In the picture.</param>
/// <param name="Side">In pixels of the picture.</param>
/// <param name="Angle">How far the square is turned clockwise in the picture, in radians.</param>
/// <param name="Size">Side in pixels of the cut.</param>
/// <param name="IsMirrored">Left and right are exchanged in the cut.</param>
internal readonly record struct CropFrame(Vector2 Centre, float Side, float Angle, int Size, bool IsMirrored = false)
{
    /// <summary>Pixels of the picture for each pixel of the cut.</summary>
    public float Scale => Side / Size;

    public Vector2 ToPicture(Vector2 crop)
    {
        var local = (crop - new Vector2(Size / 2f)) * Scale;
        if (IsMirrored)
        {
            local.X = -local.X;
        }

        var (sin, cos) = MathF.SinCos(Angle);
        return Centre + new Vector2((cos * local.X) - (sin * local.Y), (sin * local.X) + (cos * local.Y));
    }

    /// <summary>The points of a net, x and y in pixels of the cut and z in the same unit.</summary>
    public Vector3[] ToPicture(ReadOnlySpan<float> points)
    {
        var result = new Vector3[points.Length / 3];
        for (var i = 0; i < result.Length; i++)
        {
            var flat = ToPicture(new Vector2(points[3 * i], points[(3 * i) + 1]));
            result[i] = new Vector3(flat, points[(3 * i) + 2] * Scale);
        }

        return result;
    }

    /// <summary>The level square about a whole picture.</summary>
    public static CropFrame Around(int width, int height, int size) =>
        new(new Vector2(width / 2f, height / 2f), Math.Max(width, height), 0, size);
}
