using System.Numerics;

namespace LinlyTalker.Face.Mesh;

/// <summary>
/// The face's own measures in a picture. Lengths are told in <see cref="Unit"/>, the distance of the outer eye corners;
/// <see cref="Right"/> runs along the eye line (to the picture's right), <see cref="Down"/> across it.
/// </summary>
internal sealed record FaceFrame
{
    /// <summary>Pixels between the outer eye corners.</summary>
    public required float Unit { get; init; }

    public required Vector2 Right { get; init; }

    public required Vector2 Down { get; init; }

    public required Vector2 Mouth { get; init; }

    /// <summary>Along the mouth; between the eye line's and the lips' own direction.</summary>
    public required Vector2 MouthRight { get; init; }

    public required Vector2 MouthDown { get; init; }

    /// <summary>Half the distance of the outer mouth corners, in units.</summary>
    public required float MouthHalfWidth { get; init; }

    public required Vector2 Eyes { get; init; }

    public static FaceFrame Of(ReadOnlySpan<Vector3> points)
    {
        Vector2 rightEye = Flat(points, CanonicalFace.RightEyeOuter), leftEye = Flat(points, CanonicalFace.LeftEyeOuter);
        var right = Vector2.Normalize(leftEye - rightEye);
        var lips = Flat(points, CanonicalFace.LeftMouthCorner) - Flat(points, CanonicalFace.RightMouthCorner);
        var mouthRight = Vector2.Normalize((0.6f * Vector2.Normalize(lips)) + (0.4f * right));
        var unit = Vector2.Distance(rightEye, leftEye);
        return new()
        {
            Unit = unit,
            Right = right,
            Down = Across(right),
            Mouth = (0.25f * (Flat(points, 78) + Flat(points, 308)))
                + (0.5f * ((0.65f * Flat(points, 13)) + (0.35f * Flat(points, 14)))),
            MouthRight = mouthRight,
            MouthDown = Across(mouthRight),
            MouthHalfWidth = lips.Length() / 2 / unit,
            Eyes = (rightEye + leftEye) / 2,
        };
    }

    /// <summary>From pixels to units about the mouth, along the eye line.</summary>
    public Vector2 AboutMouth(Vector2 point) => Along(point - Mouth);

    /// <summary>From pixels to units about the middle of the eyes.</summary>
    public Vector2 AboutEyes(Vector2 point) => Along(point - Eyes);

    /// <summary>From a length in units along the eye line and across it to pixels.</summary>
    public Vector2 ToPixels(Vector2 units) => ((units.X * Right) + (units.Y * Down)) * Unit;

    private Vector2 Along(Vector2 pixels) => new Vector2(Vector2.Dot(pixels, Right), Vector2.Dot(pixels, Down)) / Unit;

    private static Vector2 Across(Vector2 v) => new(-v.Y, v.X);

    private static Vector2 Flat(ReadOnlySpan<Vector3> points, int index) => new(points[index].X, points[index].Y);
}
