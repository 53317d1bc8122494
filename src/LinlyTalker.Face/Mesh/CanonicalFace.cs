namespace LinlyTalker.Face.Mesh;

/// <summary>
/// The shape that every face is mapped to: 468 vertices, 880 triangles, and where each vertex lies on the unrolled
/// face. Indices, triangles and coordinates are those of MediaPipe's canonical face model
/// (github.com/google-ai-edge/mediapipe, Apache-2.0). The mesh is one sheet with two borders: the silhouette and the
/// inner lips; the mouth is a hole, the eyes are filled.
/// </summary>
public static partial class CanonicalFace
{
    public const int VertexCount = 468;

    /// <summary>v of the line where the lips meet.</summary>
    public const float MouthLine = 0.6945f;

    public const int Chin = 152;
    public const int RightEyeOuter = 33;
    public const int LeftEyeOuter = 263;
    public const int RightMouthCorner = 61;
    public const int LeftMouthCorner = 291;

    /// <summary>The outer border, clockwise in the picture from the top of the forehead.</summary>
    public static ReadOnlySpan<int> Silhouette =>
    [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
        152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
    ];

    /// <summary>On the cheeks, where skin is plain: the face's own tone is measured there.</summary>
    public static ReadOnlySpan<int> Cheeks => [50, 280, 205, 425, 101, 330];

    public static float U(int vertex) => Coordinates[2 * vertex];

    public static float V(int vertex) => Coordinates[(2 * vertex) + 1];
}
