using System.Numerics;

namespace LinlyTalker.Face.Mesh;

/// <summary>What a photo with an open mouth, a toothy smile above all, needs more than a closed one.</summary>
internal static class OpenMouth
{
    /// <summary>Mean gap of the inner lips, in units, from which a mouth counts as open.</summary>
    public const float Threshold = 0.03f;

    /// <summary>Mean distance of the inner lips in units.</summary>
    public static float Gap(ReadOnlySpan<Vector3> points, FaceFrame frame)
    {
        var sum = 0f;
        for (var i = 0; i < LipRings.Length; i++)
        {
            sum += Vector2.Distance(Flat(points[LipRings.Upper[0][i]]), Flat(points[LipRings.Lower[0][i]]));
        }

        return sum / LipRings.Length / frame.Unit;
    }

    /// <summary>Draws the inner contours onto the lips, off the dark edge between lip and teeth.</summary>
    public static void Inset(Vector3[] points, FaceFrame frame)
    {
        var step = new Vector3(0.012f * frame.Unit * frame.Down, 0);
        for (var i = 1; i < LipRings.Length - 1; i++)
        {
            points[LipRings.Upper[0][i]] -= step;
            points[LipRings.Upper[1][i]] -= step / 2;
            points[LipRings.Lower[0][i]] += step;
            points[LipRings.Lower[1][i]] += step / 2;
        }

        foreach (var i in (ReadOnlySpan<int>)[0, LipRings.Length - 1])
        {
            var middle = Vector2.Lerp(Flat(points[LipRings.Upper[0][i]]), Flat(points[LipRings.Upper[1][i]]), 0.5f);
            points[LipRings.Upper[0][i]] = new(middle, points[LipRings.Upper[0][i]].Z);
        }
    }

    /// <summary>
    /// The displacement in units that shuts the photo's mouth, the puppet's rest: a third by the upper lip, the rest by
    /// jaw and lower lip.
    /// </summary>
    /// <returns>(468), y only; and the widest gap, which tells how far down the upper teeth reach.</returns>
    public static (float[] Lift, float WidestGap) RestClosure(
        ReadOnlySpan<Vector3> points, FaceFrame frame, VertexWeights weights)
    {
        var x = new float[LipRings.Length];
        var gap = new float[LipRings.Length];
        for (var i = 0; i < gap.Length; i++)
        {
            var upper = Flat(points[LipRings.Upper[0][i]]);
            x[i] = frame.AboutMouth(upper).X;
            gap[i] = MathF.Max(0, Vector2.Dot(Flat(points[LipRings.Lower[0][i]]) - upper, frame.Down) / frame.Unit);
        }

        var lift = new float[CanonicalFace.VertexCount];
        var widest = gap.Max();
        if (widest <= 0.012f)
        {
            return (lift, widest);
        }

        var middle = gap.AsSpan(3, 5);
        var jaw = 0.45f * (middle[0] + middle[1] + middle[2] + middle[3] + middle[4]) / 5;
        for (var i = 0; i < lift.Length; i++)
        {
            var v = CanonicalFace.V(i);
            var here = Interpolate(frame.AboutMouth(Flat(points[i])).X, x, gap);
            var byJaw = jaw * weights.Jaw[i];
            var onLip = MathF.Abs(CanonicalFace.U(i) - 0.5f) < 0.118f;
            if (weights.Side[i] == LipSide.Upper && onLip)
            {
                lift[i] += 0.35f * (here + 0.006f) * Smooth.Step(0.56f, 0.665f, v);
            }

            var lower = weights.Side[i] == LipSide.Lower && onLip ? 1 - Smooth.Step(0.74f, 0.86f, v) : 0;
            lift[i] -= (byJaw * (1 - lower)) + (0.65f * (here + 0.004f) * lower);
        }

        return (lift, widest);
    }

    private static float Interpolate(float at, float[] xs, float[] ys)
    {
        var i = 0;
        while (i < xs.Length - 2 && xs[i + 1] < at)
        {
            i++;
        }

        return float.Lerp(ys[i], ys[i + 1], Math.Clamp((at - xs[i]) / MathF.Max(xs[i + 1] - xs[i], 1e-4f), 0, 1));
    }

    private static Vector2 Flat(Vector3 point) => new(point.X, point.Y);
}
