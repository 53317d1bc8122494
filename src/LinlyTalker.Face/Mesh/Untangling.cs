using System.Numerics;

namespace LinlyTalker.Face.Mesh;

/// <summary>
/// Keeps a mesh from folding over itself: a triangle that is turned inside out, or nearly so, is pushed open by moving
/// its corners the least that does it (projected Gauss-Seidel). Folds come where a landmark misses by a pixel and where
/// movements meet in the corners of the mouth; they are small, and a few rounds undo them.
/// </summary>
internal static class Untangling
{
    private const int Rounds = 80;

    /// <summary>After so many rounds what hardly gives way must: a fold is worse.</summary>
    private const int PatientRounds = 40;

    private const float LeastMobility = 0.5f;

    /// <param name="positions">Changed in place.</param>
    /// <param name="triangles">All wound so that their area is positive as <see cref="DoubleArea"/> counts it.</param>
    /// <param name="mobility">How willingly each vertex gives way; 0 never.</param>
    /// <param name="leastArea">In square pixels, doubled.</param>
    public static void Relax(
        Span<Vector2> positions, ReadOnlySpan<int> triangles, ReadOnlySpan<float> mobility, float leastArea)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var folded = false;
            for (var i = 0; i < triangles.Length; i += 3)
            {
                int a = triangles[i], b = triangles[i + 1], c = triangles[i + 2];
                var missing = leastArea - DoubleArea(positions[a], positions[b], positions[c]);
                if (missing > 0)
                {
                    folded = true;
                    Open(positions, a, b, c, mobility, round < PatientRounds ? 0 : LeastMobility, missing + leastArea);
                }
            }

            if (!folded)
            {
                return;
            }
        }
    }

    /// <summary>Positive for a triangle of <see cref="CanonicalFace"/> that faces the viewer, y growing downwards.</summary>
    public static float DoubleArea(Vector2 a, Vector2 b, Vector2 c) =>
        ((c.X - a.X) * (b.Y - a.Y)) - ((b.X - a.X) * (c.Y - a.Y));

    private static void Open(
        Span<Vector2> positions, int a, int b, int c, ReadOnlySpan<float> mobility, float leastMobility, float missing)
    {
        float moveA = Mobility(mobility[a], leastMobility), moveB = Mobility(mobility[b], leastMobility);
        var moveC = Mobility(mobility[c], leastMobility);

        // How the area grows as each corner moves: across the opposite side, by its length.
        var growA = Grow(positions[b], positions[c]);
        var growB = Grow(positions[c], positions[a]);
        var growC = Grow(positions[a], positions[b]);
        var total = (moveA * growA.LengthSquared()) + (moveB * growB.LengthSquared()) + (moveC * growC.LengthSquared());
        var step = missing / MathF.Max(total, 1e-6f);
        positions[a] += growA * (step * moveA);
        positions[b] += growB * (step * moveB);
        positions[c] += growC * (step * moveC);
    }

    /// <summary>What stands still stands still always.</summary>
    private static float Mobility(float mobility, float least) => mobility > 0 ? MathF.Max(mobility, least) : 0;

    private static Vector2 Grow(Vector2 from, Vector2 to) => new(to.Y - from.Y, from.X - to.X);
}
