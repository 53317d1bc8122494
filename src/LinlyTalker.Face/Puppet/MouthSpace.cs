using System.Numerics;
using LinlyTalker.Face.Mesh;

namespace LinlyTalker.Face.Puppet;

/// <summary>
/// The mouth's own coordinates in one frame: units of the face from the middle of the mouth, x along the lips, y down,
/// carried by the head. And where the lips stand in them.
/// </summary>
internal sealed class MouthSpace(PuppetMesh mesh)
{
    private readonly Vector2[] upperPoints = new Vector2[LipRings.Length];
    private readonly Vector2[] lowerPoints = new Vector2[LipRings.Length];
    private readonly Vector2[] middlePoints = new Vector2[LipRings.Length];
    private Matrix3x2 fromPixels;

    public LipCurve Upper { get; } = new();

    public LipCurve Lower { get; } = new();

    /// <summary>Half way between the lips.</summary>
    public LipCurve Middle { get; } = new();

    /// <summary>The widest opening, in units.</summary>
    public float Gap { get; private set; }

    /// <summary>Half the distance of the inner corners, in units.</summary>
    public float HalfWidth { get; private set; }

    /// <summary>The rectangle of pixels that the lips' edges lie in.</summary>
    public (float Left, float Top, float Right, float Bottom) Bounds { get; private set; }

    /// <summary>Inside the mouth lies a little deeper than the lips.</summary>
    public static float DepthOf(PuppetMesh mesh) => ((mesh.Rest[13].Z + mesh.Rest[14].Z) / 2) + (0.05f * mesh.Frame.Unit);

    public void Place(ReadOnlySpan<Vector2> positions, in HeadPose pose)
    {
        var frame = mesh.Frame;
        var depth = DepthOf(mesh);
        var origin = pose.Apply(new(frame.Mouth, depth));
        var along = pose.Apply(new(frame.Mouth + (frame.Unit * frame.MouthRight), depth)) - origin;
        var across = pose.Apply(new(frame.Mouth + (frame.Unit * frame.MouthDown), depth)) - origin;
        _ = Matrix3x2.Invert(new(along.X, along.Y, across.X, across.Y, origin.X, origin.Y), out fromPixels);

        Gap = 0;
        Vector2 least = new(float.MaxValue), most = new(float.MinValue);
        for (var i = 0; i < LipRings.Length; i++)
        {
            Vector2 upper = positions[LipRings.Upper[0][i]], lower = positions[LipRings.Lower[0][i]];
            least = Vector2.Min(least, Vector2.Min(upper, lower));
            most = Vector2.Max(most, Vector2.Max(upper, lower));
            upperPoints[i] = Vector2.Transform(upper, fromPixels);
            lowerPoints[i] = Vector2.Transform(lower, fromPixels);

            // Lips that overlap are shut, not inside out.
            lowerPoints[i].Y = MathF.Max(lowerPoints[i].Y, upperPoints[i].Y);
            middlePoints[i] = (upperPoints[i] + lowerPoints[i]) / 2;
            Gap = MathF.Max(Gap, lowerPoints[i].Y - upperPoints[i].Y);
        }

        Upper.Fit(upperPoints);
        Lower.Fit(lowerPoints);
        Middle.Fit(middlePoints);
        HalfWidth = MathF.Max((Upper.End - Upper.Start) / 2, 1e-3f);
        Bounds = (least.X, least.Y, most.X, most.Y);
    }

    public Vector2 FromPixel(int x, int y) => Vector2.Transform(new Vector2(x, y), fromPixels);

    /// <summary>What one pixel to the right is in units.</summary>
    public Vector2 PerPixel => new(fromPixels.M11, fromPixels.M12);
}
