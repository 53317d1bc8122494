using System.Numerics;
using LinlyTalker.Face.Rendering;

namespace LinlyTalker.Face.Mesh;

/// <summary>
/// One portrait as a mesh over its picture: the face's 468 vertices, four outer rings, and the inner lips once more for
/// the hole of the mouth. 632 vertices, 1186 triangles in drawing order.
/// </summary>
internal sealed class PuppetMesh
{
    /// <summary>The vertices of face and rings, without those of the hole.</summary>
    public const int HoleStart = CanonicalFace.VertexCount + (OuterRings.Count * OuterRings.RingLength);

    /// <summary>The least area of a triangle in the photo, doubled, in squared units.</summary>
    private const float LeastAreaAtRest = 2e-5f;

    private const float LeastArea = 2e-6f;

    /// <summary>Triangles of rings and face, which must never fold; the hole's own may.</summary>
    private static readonly int[] Sheet = [.. OuterRings.Triangles(), .. CanonicalFace.Triangles.ToArray().Select(i => (int)i)];

    private static readonly int[] AllTriangles =
    [
        .. OuterRings.Triangles(),
        .. MouthHole.Triangles(HoleStart),
        .. CanonicalFace.Triangles.ToArray().Select(i => (int)i),
    ];

    /// <summary>How willingly each vertex of the sheet gives way to a fold.</summary>
    private static readonly float[] Mobility = MakeMobility();

    /// <param name="points">The 468 landmarks in pixels of the picture, whole numbers being pixel centres.</param>
    /// <param name="enlargement">How much larger the picture is than the photo that it was cut from.</param>
    public PuppetMesh(ReadOnlySpan<Vector3> points, Raster picture, float enlargement)
    {
        var face = points.ToArray();
        var frame = FaceFrame.Of(face);
        var gap = OpenMouth.Gap(face, frame);
        if (gap < OpenMouth.Threshold)
        {
            LipSeam.Snap(face, picture, frame, enlargement);
        }
        else
        {
            OpenMouth.Inset(face, frame);
        }

        IsMouthOpen = gap >= OpenMouth.Threshold;
        Frame = FaceFrame.Of(face);
        Weights = new(face, Frame);
        (RestLift, WidestGap) = OpenMouth.RestClosure(face, Frame, Weights);

        Rest = new Vector3[HoleStart + MouthHole.Contour.Length];
        face.CopyTo(Rest, 0);
        HeadFollow = new float[Rest.Length];
        HeadFollow.AsSpan().Fill(1);
        OuterRings.Place(face, Frame, Rest, HeadFollow);
        UnfoldRest();
        Rest.AsSpan(0, CanonicalFace.VertexCount).CopyTo(face);
        for (var i = 0; i < MouthHole.Contour.Length; i++)
        {
            Rest[HoleStart + i] = face[MouthHole.Contour[i]];
        }

        Coordinates = Array.ConvertAll(Rest, p => new Vector2(p.X, p.Y));
        for (var i = 0; i < MouthHole.Contour.Length; i++)
        {
            Coordinates[HoleStart + i] = MouthHole.Source(MouthHole.Contour[i], face, Frame, gap >= 0.02f);
        }
    }

    public FaceFrame Frame { get; }

    public VertexWeights Weights { get; }

    /// <summary>The photo's mouth stands open.</summary>
    public bool IsMouthOpen { get; }

    /// <summary>The inner lips' widest gap in the photo, in units.</summary>
    public float WidestGap { get; }

    /// <summary>The displacement across the eye line that shuts the photo's mouth, (468), in units.</summary>
    public float[] RestLift { get; }

    /// <summary>Where each vertex lies in the photo, in pixels; z grows away from the viewer.</summary>
    public Vector3[] Rest { get; }

    /// <summary>Where each vertex finds its colour in the picture.</summary>
    public Vector2[] Coordinates { get; }

    /// <summary>How much each vertex follows the head, 0 to 1.</summary>
    public float[] HeadFollow { get; }

    public static ReadOnlySpan<int> Triangles => AllTriangles;

    /// <summary>Undoes what folds there are, so that no triangle is drawn inside out.</summary>
    public void Unfold(Span<Vector2> positions) =>
        Untangling.Relax(positions, Sheet, Mobility, LeastArea * Frame.Unit * Frame.Unit);

    /// <summary>The outermost ring stands still; and whether lips are shut is not for a fold to decide.</summary>
    private static float[] MakeMobility()
    {
        var mobility = new float[HoleStart];
        mobility.AsSpan(0, HoleStart - OuterRings.RingLength).Fill(1);
        foreach (var i in MouthHole.Contour)
        {
            mobility[i] = 0.05f;
        }

        return mobility;
    }

    private void UnfoldRest()
    {
        var flat = Array.ConvertAll(Rest, p => new Vector2(p.X, p.Y));
        Untangling.Relax(flat, Sheet, Mobility, LeastAreaAtRest * Frame.Unit * Frame.Unit);
        for (var i = 0; i < Rest.Length; i++)
        {
            Rest[i] = new(flat[i], Rest[i].Z);
        }
    }
}
