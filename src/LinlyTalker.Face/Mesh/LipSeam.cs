using System.Numerics;
using LinlyTalker.Face.Rendering;

namespace LinlyTalker.Face.Mesh;

/// <summary>
/// Moves the inner lips of a closed mouth onto the dark line where the lips really meet: the landmark model misses it
/// by a pixel or two, enough to tear a lip in the wrong place. The line is found by dynamic programming.
/// </summary>
internal static class LipSeam
{
    private const int Columns = 64;

    /// <summary>How far from the landmarks the line is looked for, in units of the face.</summary>
    private const float Reach = 0.032f;

    private const float Step = 0.5f;

    /// <summary>Grey levels that a pixel of distance from the landmarks costs, for a photo enlarged 1.3 times.</summary>
    private const float DistanceCost = 0.15f / 1.3f;

    /// <summary>Grey levels that a change of row by one step costs.</summary>
    private const float BendCost = 3;

    /// <summary>Half the slit that is left between the lips, in units of the face.</summary>
    private const float Slit = 0.002f;

    /// <param name="points">Changed in place.</param>
    /// <param name="enlargement">How much larger the picture is than the photo that it was cut from.</param>
    public static void Snap(Vector3[] points, Raster picture, FaceFrame frame, float enlargement)
    {
        int[] upper = LipRings.Upper[0], lower = LipRings.Lower[0];
        var middles = new Vector2[LipRings.Length];
        for (var i = 0; i < middles.Length; i++)
        {
            middles[i] = (Flat(points[upper[i]]) + Flat(points[lower[i]])) / 2;
        }

        var along = Array.ConvertAll(middles, m => Vector2.Dot(m - middles[0], frame.Right));
        var across = Array.ConvertAll(middles, m => Vector2.Dot(m - middles[0], frame.Down));
        var offsets = Find(picture, frame, middles[0], along, across, enlargement);

        for (var i = 0; i < LipRings.Length; i++)
        {
            var seam = middles[i] + (Interpolate(along[i] / along[^1] * (Columns - 1), offsets) * frame.Down);
            var corner = i is 0 or LipRings.Length - 1;
            var slit = corner ? Vector2.Zero : Slit * frame.Unit * frame.Down;
            MoveRings(points, LipRings.Upper, i, seam - slit, frame.Down, corner);
            MoveRings(points, LipRings.Lower, i, seam + slit, frame.Down, corner);
        }
    }

    /// <summary>Distance of the seam from the landmarks' middle line, in pixels per column.</summary>
    private static float[] Find(
        Raster picture, FaceFrame frame, Vector2 origin, float[] along, float[] across, float enlargement)
    {
        var reach = MathF.Round(Reach * frame.Unit);
        var rows = (int)(2 * reach / Step) + 1;
        var cost = new float[Columns, rows];
        var from = new int[Columns, rows];
        for (var column = 0; column < Columns; column++)
        {
            var x = along[^1] * column / (Columns - 1);
            var line = origin + (x * frame.Right) + (Piecewise(x, along, across) * frame.Down);
            for (var row = 0; row < rows; row++)
            {
                var offset = (row * Step) - reach;
                cost[column, row] = Grey(picture, line + (offset * frame.Down))
                    + (DistanceCost * enlargement * MathF.Abs(offset));
                if (column > 0)
                {
                    var (best, way) = Cheapest(cost, column - 1, row, rows);
                    cost[column, row] += best;
                    from[column, row] = way;
                }
            }
        }

        var path = new float[Columns];
        var at = Enumerable.Range(0, rows).MinBy(r => cost[Columns - 1, r]);
        for (var column = Columns - 1; column >= 0; column--)
        {
            path[column] = (at * Step) - reach;
            at = from[column, at];
        }

        return GaussianBlur.Blur(path, 2);
    }

    private static (float Cost, int Row) Cheapest(float[,] cost, int column, int row, int rows)
    {
        var best = (Cost: cost[column, row], Row: row);
        for (var next = Math.Max(0, row - 1); next <= Math.Min(rows - 1, row + 1); next++)
        {
            if (next != row && cost[column, next] + BendCost < best.Cost)
            {
                best = (cost[column, next] + BendCost, next);
            }
        }

        return best;
    }

    private static void MoveRings(Vector3[] points, int[][] rings, int index, Vector2 inner, Vector2 down, bool corner)
    {
        var change = inner - Flat(points[rings[0][index]]);
        var lift = Vector2.Dot(change, down) * down;
        Move(points, rings[0][index], change);

        // The second lip finds a corner where the first has put it, and moves nothing.
        Move(points, rings[1][index], lift * (corner ? 0.5f : 0.6f));
        Move(points, rings[2][index], lift * (corner ? 0.5f : 0.25f));
    }

    private static void Move(Vector3[] points, int index, Vector2 by) => points[index] += new Vector3(by, 0);

    /// <summary>Grey, smoothed over about a pixel.</summary>
    private static float Grey(Raster picture, Vector2 at)
    {
        float sum = 0, weights = 0;
        for (var dy = -2; dy <= 2; dy++)
        {
            for (var dx = -2; dx <= 2; dx++)
            {
                var weight = MathF.Exp(-0.5f * ((dx * dx) + (dy * dy)));
                var colour = picture.Sample(at.X + dx, at.Y + dy);
                sum += weight * ((0.114f * colour.X) + (0.587f * colour.Y) + (0.299f * colour.Z));
                weights += weight;
            }
        }

        return sum / weights;
    }

    private static float Interpolate(float x, float[] values)
    {
        var i = Math.Clamp((int)x, 0, values.Length - 2);
        return float.Lerp(values[i], values[i + 1], Math.Clamp(x - i, 0, 1));
    }

    private static float Piecewise(float x, float[] xs, float[] ys)
    {
        var i = 0;
        while (i < xs.Length - 2 && xs[i + 1] < x)
        {
            i++;
        }

        var span = MathF.Max(xs[i + 1] - xs[i], 1e-3f);
        return float.Lerp(ys[i], ys[i + 1], Math.Clamp((x - xs[i]) / span, 0, 1));
    }

    private static Vector2 Flat(Vector3 point) => new(point.X, point.Y);
}
