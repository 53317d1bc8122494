using System.Numerics;

namespace LinlyTalker.Face.Landmarks;

/// <summary>One face is found at several places of the grid: those that overlap are averaged, each by its score.</summary>
internal static class Suppression
{
    /// <summary>Share of the union above which two boxes are one face.</summary>
    private const float SameFace = 0.3f;

    public static List<FaceDetection> Blend(IReadOnlyList<FaceDetection> found)
    {
        var faces = new List<FaceDetection>();
        var rest = found.OrderByDescending(face => face.Score).ToList();
        while (rest.Count > 0)
        {
            var best = rest[0];
            var same = rest.Where(other => Overlap(best.Box, other.Box) > SameFace).ToList();
            rest.RemoveAll(same.Contains);
            rest.Remove(best);
            faces.Add(same.Count > 1 ? Average(best.Score, same) : best);
        }

        return faces;
    }

    private static float Overlap(FaceBox a, FaceBox b)
    {
        var width = MathF.Min(a.X + a.Width, b.X + b.Width) - MathF.Max(a.X, b.X);
        var height = MathF.Min(a.Y + a.Height, b.Y + b.Height) - MathF.Max(a.Y, b.Y);
        var common = MathF.Max(width, 0) * MathF.Max(height, 0);
        return common / ((a.Width * a.Height) + (b.Width * b.Height) - common);
    }

    private static FaceDetection Average(float score, List<FaceDetection> faces)
    {
        var total = faces.Sum(face => face.Score);
        float Mean(Func<FaceDetection, float> of) => faces.Sum(face => face.Score * of(face)) / total;
        Vector2 Middle(Func<FaceDetection, Vector2> of) => new(Mean(face => of(face).X), Mean(face => of(face).Y));
        return new FaceDetection(
            score,
            new FaceBox(Mean(face => face.Box.X), Mean(face => face.Box.Y), Mean(face => face.Box.Width), Mean(face => face.Box.Height)),
            Middle(face => face.RightEye),
            Middle(face => face.LeftEye),
            Middle(face => face.Nose),
            Middle(face => face.Mouth),
            Middle(face => face.RightEar),
            Middle(face => face.LeftEar));
    }
}
