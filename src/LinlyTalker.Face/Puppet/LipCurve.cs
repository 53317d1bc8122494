using System.Numerics;

namespace LinlyTalker.Face.Puppet;

/// <summary>
/// One lip's edge as a function of the place across the mouth: a Catmull-Rom spline through its eleven vertices, kept
/// as a table so that the distance of a pixel costs one look-up.
/// </summary>
internal sealed class LipCurve
{
    private const int Steps = 5;
    private const int Columns = 160;

    private readonly float[] heights = new float[Columns];
    private readonly float[] steepness = new float[Columns];
    private float scale;

    public float Start { get; private set; }

    public float End { get; private set; }

    /// <param name="points">In units of the face, from the picture's left to its right.</param>
    public void Fit(ReadOnlySpan<Vector2> points)
    {
        Span<Vector2> line = stackalloc Vector2[((points.Length - 1) * Steps) + 1];
        for (var i = 0; i < points.Length - 1; i++)
        {
            Vector2 before = points[Math.Max(i - 1, 0)], from = points[i], to = points[i + 1];
            var after = points[Math.Min(i + 2, points.Length - 1)];
            for (var k = 0; k < Steps; k++)
            {
                line[(i * Steps) + k] = CatmullRom(before, from, to, after, (float)k / Steps);
            }
        }

        line[^1] = points[^1];
        Start = line[0].X;
        End = MathF.Max(line[^1].X, Start + 1e-3f);
        scale = (Columns - 1) / (End - Start);
        var at = 0;
        for (var column = 0; column < Columns; column++)
        {
            var x = Start + (column / scale);
            while (at < line.Length - 2 && line[at + 1].X < x)
            {
                at++;
            }

            var width = MathF.Max(line[at + 1].X - line[at].X, 1e-5f);
            heights[column] = float.Lerp(line[at].Y, line[at + 1].Y, Math.Clamp((x - line[at].X) / width, 0, 1));
        }

        for (var column = 0; column < Columns; column++)
        {
            var slope = (heights[Math.Min(column + 1, Columns - 1)] - heights[Math.Max(column - 1, 0)]) * scale / 2;
            steepness[column] = 1 / MathF.Sqrt(1 + (slope * slope));
        }
    }

    /// <summary>How far below the curve a point lies, measured across it; negative above.</summary>
    public float Below(float x, float y)
    {
        var column = Math.Clamp((x - Start) * scale, 0, Columns - 1.001f);
        var i = (int)column;
        return (y - float.Lerp(heights[i], heights[i + 1], column - i)) * steepness[i];
    }

    /// <summary>Distance from the curve or its ends.</summary>
    public float Distance(float x, float y)
    {
        var beyond = MathF.Max(MathF.Max(Start - x, x - End), 0);
        var below = Below(x, y);
        return MathF.Sqrt((beyond * beyond) + (below * below));
    }

    private static Vector2 CatmullRom(Vector2 before, Vector2 from, Vector2 to, Vector2 after, float t) => 0.5f * (
        (2 * from) + ((to - before) * t)
        + (((2 * before) - (5 * from) + (4 * to) - after) * t * t)
        + (((3 * from) - before - (3 * to) + after) * t * t * t));
}
