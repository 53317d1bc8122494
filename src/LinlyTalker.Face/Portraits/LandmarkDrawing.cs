using System.Numerics;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Mesh;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Portraits;

/// <summary>Draws the points of faces into a copy of their photo, for eyes that want to check them.</summary>
public static class LandmarkDrawing
{
    /// <summary>Eye distance in pixels from which lines and points can be told apart.</summary>
    private const float ReadableEyeSpan = 180;

    private const int LongestSide = 2400;

    private static readonly Vector3 Mesh = new(120, 220, 255);
    private static readonly Vector3 Outline = new(80, 255, 120);
    private static readonly Vector3 Lips = new(255, 90, 90);
    private static readonly Vector3 Lids = new(255, 230, 60);
    private static readonly Vector3 Iris = new(255, 90, 255);

    /// <param name="photo">Left as it is.</param>
    /// <param name="faces">Found in <paramref name="photo"/>.</param>
    /// <returns>The photo, enlarged where a face is small.</returns>
    public static Picture Draw(Picture photo, IReadOnlyList<FaceLandmarks> faces)
    {
        var scale = 1f;
        if (faces.Count > 0 && faces[0].EyeSpan < ReadableEyeSpan)
        {
            scale = MathF.Max(1, MathF.Min(ReadableEyeSpan / faces[0].EyeSpan, (float)LongestSide / Math.Max(photo.Width, photo.Height)));
        }

        var resized = photo.Resize((int)(photo.Width * scale), (int)(photo.Height * scale));
        var canvas = new LineCanvas(new Picture(resized.Width, resized.Height, (byte[])resized.Pixels.Clone()), scale);
        foreach (var face in faces)
        {
            Draw(canvas, face);
        }

        return canvas.Picture;
    }

    private static void Draw(LineCanvas canvas, FaceLandmarks face)
    {
        var triangles = CanonicalFace.Triangles;
        for (var i = 0; i < triangles.Length; i += 3)
        {
            Ring(canvas, face.Points, [triangles[i], triangles[i + 1], triangles[i + 2]], Mesh, 0.25f);
        }

        Ring(canvas, face.Points, CanonicalFace.Silhouette, Outline, 0.9f);
        Ring(canvas, face.Points, [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95], Lips, 1);
        Ring(canvas, face.Points, [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146], Lips, 1);
        foreach (var eye in (IReadOnlyList<Vector3>[])[face.RightIris, face.LeftIris])
        {
            Ring(canvas, eye, [0, 1, 2, 3, 4, 5, 6, 7, 8, 15, 14, 13, 12, 11, 10, 9], Lids, 1);
            Ring(canvas, eye, [72, 73, 74, 75], Iris, 1);
            canvas.Point(eye[71], Iris);
        }
    }

    /// <summary>Joins points, and the last to the first.</summary>
    private static void Ring(LineCanvas canvas, IReadOnlyList<Vector3> points, ReadOnlySpan<int> order, Vector3 colour, float opacity)
    {
        for (var i = 0; i < order.Length; i++)
        {
            canvas.Line(points[order[i]], points[order[(i + 1) % order.Length]], colour, opacity);
        }
    }
}
