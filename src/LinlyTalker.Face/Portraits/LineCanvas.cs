using System.Numerics;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Portraits;

/// <summary>Draws thin smooth lines into a picture.</summary>
/// <param name="picture">Drawn into.</param>
/// <param name="scale">Pixels of the picture for each pixel of the coordinates.</param>
internal sealed class LineCanvas(Picture picture, float scale)
{
    public Picture Picture => picture;

    public void Line(Vector3 from, Vector3 to, Vector3 colour, float opacity) =>
        Stroke(Place(from), Place(to), radius: 0.7f, colour, opacity);

    public void Point(Vector3 at, Vector3 colour) => Stroke(Place(at), Place(at), radius: 2.5f, colour, 1);

    private Vector2 Place(Vector3 point) => (scale * new Vector2(point.X, point.Y)) - new Vector2(0.5f);

    /// <summary>Covers each pixel by how near it lies to the line: one pixel of slope at the edge.</summary>
    private void Stroke(Vector2 from, Vector2 to, float radius, Vector3 colour, float opacity)
    {
        var (least, most) = (Vector2.Min(from, to) - new Vector2(radius + 1), Vector2.Max(from, to) + new Vector2(radius + 1));
        var length = MathF.Max(Vector2.DistanceSquared(from, to), 1e-6f);
        for (var y = Math.Max(0, (int)least.Y); y <= Math.Min(picture.Height - 1, (int)most.Y); y++)
        {
            for (var x = Math.Max(0, (int)least.X); x <= Math.Min(picture.Width - 1, (int)most.X); x++)
            {
                var along = Math.Clamp(Vector2.Dot(new Vector2(x, y) - from, to - from) / length, 0, 1);
                var distance = Vector2.Distance(new Vector2(x, y), Vector2.Lerp(from, to, along));
                var cover = opacity * Math.Clamp(radius + 0.5f - distance, 0, 1);
                if (cover > 0)
                {
                    Blend(picture.At(x, y), colour, cover);
                }
            }
        }
    }

    private static void Blend(Span<byte> pixel, Vector3 colour, float cover)
    {
        for (var i = 0; i < 3; i++)
        {
            pixel[i] = (byte)(pixel[i] + ((colour[i] - pixel[i]) * cover));
        }
    }
}
