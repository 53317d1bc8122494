using System.Numerics;

namespace LinlyTalker.Face.Rendering;

/// <summary>Draws a texture through a triangle mesh; later triangles lie over earlier ones.</summary>
internal static unsafe class TriangleRasteriser
{
    // Pixels this near outside an edge are drawn too, so that neighbours never leave a hair between them.
    private const float Overlap = 1e-3f;

    /// <param name="vertices">In pixels of the target; whole numbers are pixel centres.</param>
    /// <param name="coordinates">In pixels of the texture, one per vertex.</param>
    /// <param name="triangles">Three indices each.</param>
    public static void Draw(
        Raster texture,
        Raster target,
        ReadOnlySpan<Vector2> vertices,
        ReadOnlySpan<Vector2> coordinates,
        ReadOnlySpan<int> triangles,
        bool simd = true)
    {
        fixed (uint* source = texture.Pixels, destination = target.Pixels)
        {
            for (var i = 0; i + 2 < triangles.Length; i += 3)
            {
                int a = triangles[i], b = triangles[i + 1], c = triangles[i + 2];
                Vector2 pa = vertices[a], ab = vertices[b] - pa, ac = vertices[c] - pa;
                var area = (ab.X * ac.Y) - (ac.X * ab.Y);
                if (MathF.Abs(area) < 1e-3f)
                {
                    continue;
                }

                // The affine map from target to texture: texture = origin + x * perX + y * perY.
                Vector2 ta = coordinates[a], tab = coordinates[b] - ta, tac = coordinates[c] - ta;
                var perX = ((tab * ac.Y) - (tac * ab.Y)) / area;
                var perY = ((tac * ab.X) - (tab * ac.X)) / area;
                var origin = ta - (perX * pa.X) - (perY * pa.Y);
                Fill(source, texture, destination, target, pa, vertices[b], vertices[c], origin, perX, perY, simd);
            }
        }
    }

    private static void Fill(
        uint* source, Raster texture, uint* destination, Raster target,
        Vector2 a, Vector2 b, Vector2 c, Vector2 origin, Vector2 perX, Vector2 perY, bool simd)
    {
        var top = Math.Max(0, (int)MathF.Ceiling(MathF.Min(a.Y, MathF.Min(b.Y, c.Y))));
        var bottom = Math.Min(target.Height - 1, (int)MathF.Floor(MathF.Max(a.Y, MathF.Max(b.Y, c.Y))));
        for (var y = top; y <= bottom; y++)
        {
            float left = float.MaxValue, right = float.MinValue;
            Cross(a, b, y, ref left, ref right);
            Cross(b, c, y, ref left, ref right);
            Cross(c, a, y, ref left, ref right);
            var first = (int)MathF.Max(0, MathF.Ceiling(left - Overlap));
            var last = (int)MathF.Min(target.Width - 1, MathF.Floor(right + Overlap));
            if (last >= first)
            {
                var at = origin + (first * perX) + (y * perY);
                BilinearRow.Fill(
                    source, texture.Width, texture.Height, destination + (y * target.Width) + first, last - first + 1,
                    at.X, at.Y, perX.X, perX.Y, simd);
            }
        }
    }

    /// <summary>Widens [left, right] by where the edge crosses the row.</summary>
    private static void Cross(Vector2 from, Vector2 to, int y, ref float left, ref float right)
    {
        if (MathF.Min(from.Y, to.Y) > y || MathF.Max(from.Y, to.Y) < y)
        {
            return;
        }

        if (from.Y == to.Y)
        {
            left = MathF.Min(left, MathF.Min(from.X, to.X));
            right = MathF.Max(right, MathF.Max(from.X, to.X));
            return;
        }

        var x = from.X + ((y - from.Y) / (to.Y - from.Y) * (to.X - from.X));
        left = MathF.Min(left, x);
        right = MathF.Max(right, x);
    }
}
