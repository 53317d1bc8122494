using System.Numerics;

namespace LinlyTalker.Face.Landmarks;

/// <summary>
/// The points of one face in pixels of the picture (x to the right, y down, z away from the viewer in the same unit).
/// Sides are the subject's own: the right eye lies on the left of the picture.
/// </summary>
/// <param name="Score">The detector's score, 0 to 1.</param>
/// <param name="Box">The detector's box.</param>
/// <param name="FaceFlag">How sure the mesh model is that it sees a face, 0 to 1; below 0.5 the points mean nothing.</param>
/// <param name="Points">MediaPipe's 468 points; eye corners 33, 133 (right) and 362, 263 (left), inner lips 13 and 14.</param>
/// <param name="RightIris">76 points: 0-8 lower lid, 9-15 upper lid, 71-75 the iris (centre, then four of its edge).</param>
/// <param name="LeftIris">As <paramref name="RightIris"/>, mirrored: index 0 is the eye's outer corner in both.</param>
public sealed record FaceLandmarks(
    float Score,
    FaceBox Box,
    float FaceFlag,
    IReadOnlyList<Vector3> Points,
    IReadOnlyList<Vector3> RightIris,
    IReadOnlyList<Vector3> LeftIris)
{
    public const int PointCount = 468;

    public const int IrisPointCount = 76;

    /// <summary>A point without its depth.</summary>
    public Vector2 Flat(int index) => new(Points[index].X, Points[index].Y);

    /// <summary>The distance of the outer eye corners in pixels: the unit that everything about a face is measured in.</summary>
    public float EyeSpan => Vector2.Distance(Flat(33), Flat(263));

    /// <summary>How far the eye line is turned clockwise in the picture, in radians.</summary>
    public float Roll
    {
        get
        {
            var line = Flat(263) - Flat(33);
            return MathF.Atan2(line.Y, line.X);
        }
    }
}
