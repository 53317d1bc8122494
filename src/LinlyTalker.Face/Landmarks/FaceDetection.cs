using System.Numerics;

namespace LinlyTalker.Face.Landmarks;

/// <summary>
/// A face that the detector found. Sides are the subject's own: the right eye lies on the left of the picture.
/// All points are in pixels of the picture.
/// </summary>
/// <param name="Score">0 to 1; faces below the detector's threshold are not reported.</param>
public sealed record FaceDetection(
    float Score,
    FaceBox Box,
    Vector2 RightEye,
    Vector2 LeftEye,
    Vector2 Nose,
    Vector2 Mouth,
    Vector2 RightEar,
    Vector2 LeftEar);
