using System.Numerics;
using LinlyTalker.Face.Mesh;

namespace LinlyTalker.Face.Puppet;

/// <summary>The head turned about the neck, and carried; maps a point at rest (pixels, with depth) into the picture.</summary>
internal readonly struct HeadPose
{
    private readonly Vector3 pivot;
    private readonly Vector2 shift;
    private readonly Matrix3x2 screen;
    private readonly Vector2 depth;

    /// <param name="sway">In units of the face.</param>
    public HeadPose(PuppetMesh mesh, in Expression e, Vector2 sway)
    {
        pivot = PivotOf(mesh);
        shift = sway * mesh.Frame.Unit;

        // Turned, then nodded, then leaned. Depth grows away from the viewer, so a face that turns to its left (the
        // picture's right) carries what is near along.
        var (sinYaw, cosYaw) = MathF.SinCos(-e.Yaw);
        var (sinPitch, cosPitch) = MathF.SinCos(-e.Pitch);
        var (sinRoll, cosRoll) = MathF.SinCos(e.Roll);

        // x' = cosYaw x + sinYaw z; z' = cosYaw z − sinYaw x; y' = cosPitch y − sinPitch z'.
        Vector2 perX = new(cosYaw, sinPitch * sinYaw), perY = new(0, cosPitch), perZ = new(sinYaw, -sinPitch * cosYaw);
        var lean = new Matrix3x2(cosRoll, sinRoll, -sinRoll, cosRoll, 0, 0);
        perX = Vector2.Transform(perX, lean);
        perY = Vector2.Transform(perY, lean);
        screen = new(perX.X, perX.Y, perY.X, perY.Y, 0, 0);
        depth = Vector2.Transform(perZ, lean);
    }

    /// <summary>What the head turns about: below the chin, as deep as the silhouette.</summary>
    public static Vector3 PivotOf(PuppetMesh mesh)
    {
        var chin = mesh.Rest[CanonicalFace.Chin];
        var depthOfEdge = 0f;
        foreach (var i in CanonicalFace.Silhouette)
        {
            depthOfEdge += mesh.Rest[i].Z / CanonicalFace.Silhouette.Length;
        }

        return new(new Vector2(chin.X, chin.Y) + (0.35f * mesh.Frame.Unit * mesh.Frame.Down), depthOfEdge);
    }

    public Vector2 Apply(Vector3 point)
    {
        var from = point - pivot;
        return Vector2.Transform(new Vector2(from.X, from.Y), screen) + (depth * from.Z) + new Vector2(pivot.X, pivot.Y) + shift;
    }
}
