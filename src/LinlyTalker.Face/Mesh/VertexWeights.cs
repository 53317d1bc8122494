using System.Numerics;

namespace LinlyTalker.Face.Mesh;

internal enum LipSide
{
    /// <summary>The corners of the mouth, which belong to both.</summary>
    Both,
    Upper,
    Lower,
}

/// <summary>
/// How much each of the 468 vertices follows each movement, 0 to 1 (−1 to 1 where it has a direction). Made once per
/// face: what depends on the canonical face only is read from its coordinates, the rest from the face's own measures.
/// </summary>
internal sealed class VertexWeights
{
    private const int Count = CanonicalFace.VertexCount;

    /// <summary>Half the mouth's width on the canonical face.</summary>
    private const float CanonicalHalfMouth = 0.0975f;

    public VertexWeights(ReadOnlySpan<Vector3> points, FaceFrame frame)
    {
        AssignSides();
        AssignLips(points, frame);
        for (var i = 0; i < Count; i++)
        {
            float u = CanonicalFace.U(i), v = CanonicalFace.V(i), aside = MathF.Abs(u - 0.5f);
            var point = new Vector2(points[i].X, points[i].Y);
            ShapeJaw(i, v, aside);
            UpperLip[i] = Side[i] == LipSide.Upper ? Arch(aside, 2) * Smooth.Step(0.56f, 0.655f, v) : 0;
            LowerLip[i] = Side[i] == LipSide.Lower
                ? MathF.Pow(Arch(aside, 2), 0.8f) * (1 - Smooth.Step(0.745f, 0.83f, v)) : 0;
            LowerLipBody[i] = Side[i] == LipSide.Lower ? Smooth.Bell(aside / 0.085f) * (1 - Smooth.Step(0.735f, 0.80f, v)) : 0;
            Chin[i] = Smooth.Bell((u - 0.5f) / 0.12f) * Smooth.Step(0.78f, 0.86f, v);
            ShapeCheeks(i, frame.AboutMouth(point), frame.MouthHalfWidth);
            ShapeBrows(i, frame.AboutEyes(point));
        }
    }

    public LipSide[] Side { get; } = new LipSide[Count];

    /// <summary>Follows the jaw downwards.</summary>
    public float[] Jaw { get; } = new float[Count];

    public float[] UpperLip { get; } = new float[Count];

    public float[] LowerLip { get; } = new float[Count];

    /// <summary>The lower lip and a little below: what rises to the teeth in "f".</summary>
    public float[] LowerLipBody { get; } = new float[Count];

    /// <summary>Moves sideways with the corners of the mouth, away from the middle.</summary>
    public float[] Sideways { get; } = new float[Count];

    /// <summary>Around the corners of the mouth; the sign tells the side.</summary>
    public float[] Corner { get; } = new float[Count];

    public float[] Cheek { get; } = new float[Count];

    /// <summary>How far across the upper lip: 0 at the inner contour, 1 at the outer, 0 off the lip.</summary>
    public float[] UpperRing { get; } = new float[Count];

    public float[] LowerRing { get; } = new float[Count];

    /// <summary>From the inner contour to the vertex, in units along and across the eye line; zero off the lips.</summary>
    public Vector2[] Thickness { get; } = new Vector2[Count];

    public float[] Brow { get; } = new float[Count];

    public float[] BrowInner { get; } = new float[Count];

    public float[] Chin { get; } = new float[Count];

    /// <summary>0 on the subject's right, 1 on the left, softly changing in the middle.</summary>
    public float[] Left { get; } = new float[Count];

    /// <summary>−1 on the picture's left of the mouth, 1 on its right.</summary>
    public float[] Sign { get; } = new float[Count];

    /// <summary>1 in the middle of the lips, 0 at their corners.</summary>
    private static float Arch(float aside, float power) =>
        MathF.Max(0, 1 - MathF.Pow(aside / CanonicalHalfMouth, power));

    private void AssignSides()
    {
        for (var i = 0; i < Count; i++)
        {
            Side[i] = CanonicalFace.V(i) > CanonicalFace.MouthLine ? LipSide.Lower : LipSide.Upper;
        }

        // The rings' own lists decide on the lips: their v overlap.
        for (var ring = 0; ring < LipRings.Depth.Length; ring++)
        {
            for (var i = 1; i < LipRings.Length - 1; i++)
            {
                Side[LipRings.Upper[ring][i]] = LipSide.Upper;
                Side[LipRings.Lower[ring][i]] = LipSide.Lower;
            }
        }

        foreach (var corner in LipRings.Corners)
        {
            Side[corner] = LipSide.Both;
        }
    }

    private void AssignLips(ReadOnlySpan<Vector3> points, FaceFrame frame)
    {
        foreach (var (rings, across) in new[] { (LipRings.Upper, UpperRing), (LipRings.Lower, LowerRing) })
        {
            for (var ring = 1; ring < LipRings.Depth.Length; ring++)
            {
                for (var i = 0; i < LipRings.Length; i++)
                {
                    int vertex = rings[ring][i], inner = rings[0][i];
                    var offset = new Vector2(points[vertex].X - points[inner].X, points[vertex].Y - points[inner].Y);
                    Thickness[vertex] = new Vector2(
                        Vector2.Dot(offset, frame.Right), Vector2.Dot(offset, frame.Down)) / frame.Unit;
                    if (i is > 0 and < LipRings.Length - 1)
                    {
                        across[vertex] = LipRings.Depth[ring];
                    }
                }
            }
        }
    }

    private void ShapeJaw(int i, float v, float aside)
    {
        if (v < 0.5f)
        {
            return;
        }

        var along = Smooth.Step(0.60f, 0.82f, v);
        var hole = MathF.Pow(Arch(aside, 2.4f), 0.62f);
        var vertical = Side[i] switch
        {
            // Below the lip the hole's shape fades into the plain field of the chin, which is already 1 there.
            LipSide.Lower => (along * (1 - hole)) + hole,
            LipSide.Upper => along * (1 - hole),
            _ => along,
        };
        Jaw[i] = vertical * (1 - Smooth.Step(0.10f, 0.46f, aside));
    }

    private void ShapeCheeks(int i, Vector2 at, float halfWidth)
    {
        float aside = MathF.Abs(at.X), sign = MathF.Sign(at.X);
        var fade = at.Y < 0 ? 1 - Smooth.Step(0.10f, 0.30f, -at.Y) : 1 - Smooth.Step(0.12f, 0.42f, at.Y);
        Sign[i] = sign;
        Left[i] = Smooth.Step(-0.10f, 0.10f, at.X);
        Sideways[i] = sign * MathF.Min(aside, halfWidth) / halfWidth * (1 - Smooth.Step(0, 0.38f, aside - halfWidth)) * fade;
        Corner[i] = Smooth.Bell((aside - halfWidth) / 0.17f) * Smooth.Bell(at.Y / 0.17f);
        Cheek[i] = Smooth.Bell((aside - 0.36f) / 0.20f) * Smooth.Bell((at.Y + 0.22f) / 0.20f);
    }

    private void ShapeBrows(int i, Vector2 at)
    {
        var aside = MathF.Abs(at.X);
        Brow[i] = Smooth.Step(-0.03f, -0.16f, at.Y) * (1 - Smooth.Step(-0.42f, -0.75f, at.Y))
            * (1 - Smooth.Step(0.55f, 0.8f, aside));
        BrowInner[i] = Brow[i] * Smooth.Bell(aside / 0.22f);
    }
}
