using System.Numerics;

namespace LinlyTalker.Face.Mesh;

/// <summary>
/// Triangles that fill the hole between the lips with the colour of the lower lip's edge, below everything else: where
/// the mouth is drawn half transparent, lips show through and not the teeth or the shadow of the photo.
/// </summary>
internal static class MouthHole
{
    /// <summary>The vertices of the inner contour, each once.</summary>
    public static readonly int[] Contour = [.. LipRings.Upper[0].Union(LipRings.Lower[0]).Order()];

    /// <param name="first">Number of the first of the hole's own vertices, in the order of <see cref="Contour"/>.</param>
    public static IEnumerable<int> Triangles(int first)
    {
        int[] upper = LipRings.Upper[0], lower = LipRings.Lower[0];
        const int last = LipRings.Length - 2;
        var triangles = new List<int> { upper[0], upper[1], lower[1] };
        for (var i = 1; i < last; i++)
        {
            triangles.AddRange([upper[i], upper[i + 1], lower[i], upper[i + 1], lower[i + 1], lower[i]]);
        }

        triangles.AddRange([upper[last], upper[last + 1], lower[last]]);
        return triangles.Select(vertex => first + Array.IndexOf(Contour, vertex));
    }

    /// <summary>Where the hole's vertex finds its colour: on the edge of the lower lip.</summary>
    public static Vector2 Source(int vertex, ReadOnlySpan<Vector3> points, FaceFrame frame, bool open)
    {
        var i = Math.Max(Array.IndexOf(LipRings.Upper[0], vertex), Array.IndexOf(LipRings.Lower[0], vertex));
        var edge = points[LipRings.Lower[0][i]];
        var inside = open && i is > 0 and < LipRings.Length - 1 ? 0.008f * frame.Unit : 0;
        return new Vector2(edge.X, edge.Y) + (inside * frame.Down);
    }
}
