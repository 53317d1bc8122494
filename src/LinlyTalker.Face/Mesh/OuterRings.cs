using System.Numerics;

namespace LinlyTalker.Face.Mesh;

/// <summary>
/// Four rings around the silhouette that carry the head's movement out into hair, neck and background and let it die
/// there: the outermost ring never moves, so the picture beyond it needs no touching.
/// </summary>
internal static class OuterRings
{
    public const int Count = 4;

    public const int RingLength = 36;

    private static readonly float[] Scale = [1.12f, 1.32f, 1.8f, 2.6f];

    /// <summary>How much of the silhouette's own expression each ring carries on.</summary>
    public static readonly float[] Expression = [0.5f, 0.12f, 0, 0];

    /// <summary>How much each ring follows the head: upwards and sideways, and downwards, where neck and shoulders are.</summary>
    private static readonly float[] FollowUp = [0.99f, 0.93f, 0.5f, 0];

    private static readonly float[] FollowDown = [0.85f, 0.55f, 0.15f, 0];

    public static Vector2 Centre(ReadOnlySpan<Vector3> points)
    {
        var sum = Vector2.Zero;
        foreach (var i in CanonicalFace.Silhouette)
        {
            sum += new Vector2(points[i].X, points[i].Y);
        }

        return sum / RingLength;
    }

    /// <param name="points">(468); the rings are written behind them.</param>
    /// <param name="vertices">(468 + 4 × 36 or more).</param>
    /// <param name="follow">How much each vertex follows the head.</param>
    public static void Place(ReadOnlySpan<Vector3> points, FaceFrame frame, Span<Vector3> vertices, Span<float> follow)
    {
        var centre = Centre(points);
        for (var ring = 0; ring < Count; ring++)
        {
            for (var i = 0; i < RingLength; i++)
            {
                var edge = points[CanonicalFace.Silhouette[i]];
                var spoke = new Vector2(edge.X, edge.Y) - centre;
                var at = CanonicalFace.VertexCount + (ring * RingLength) + i;
                vertices[at] = new(centre + (spoke * Scale[ring]), edge.Z);
                var down = Smooth.Step(0.2f, 0.9f, Vector2.Dot(spoke, frame.Down) / spoke.Length());
                follow[at] = float.Lerp(FollowUp[ring], FollowDown[ring], down);
            }
        }
    }

    /// <summary>The strips between the rings, the outermost first.</summary>
    public static IEnumerable<int> Triangles()
    {
        for (var ring = Count - 1; ring >= 0; ring--)
        {
            for (var i = 0; i < RingLength; i++)
            {
                var next = (i + 1) % RingLength;
                int inner = Vertex(ring - 1, i), innerNext = Vertex(ring - 1, next);
                int outer = Vertex(ring, i), outerNext = Vertex(ring, next);
                foreach (var index in (int[])[inner, innerNext, outerNext, inner, outerNext, outer])
                {
                    yield return index;
                }
            }
        }
    }

    /// <summary>Ring −1 is the silhouette itself.</summary>
    private static int Vertex(int ring, int i) =>
        ring < 0 ? CanonicalFace.Silhouette[i] : CanonicalFace.VertexCount + (ring * RingLength) + i;
}
