using System.Numerics;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Inference;

namespace LinlyTalker.Face.Landmarks;

/// <summary>
/// Puts 468 points on a face (Kartynnik et al. 2019, arXiv 1907.06724), in two passes: the first from the detector's
/// box, the second from the points of the first, which moves them by 0.5 to 5 pixels.
/// </summary>
internal sealed class FaceMeshNet : IDisposable
{
    private const int Size = 192;

    /// <summary>Side of the cut against the larger side of the face.</summary>
    private const float Margin = 1.5f;

    private readonly InferenceSession session;

    private FaceMeshNet(InferenceSession session) => this.session = session;

    public static FaceMeshNet Open(ModelFolder folder) =>
        new(FaceNet.Open(folder, [1, Size, Size, 3], [1, FaceLandmarks.PointCount * 3], [1, 1]));

    /// <returns>The points in the picture, and how sure the net is that it sees a face.</returns>
    public (Vector3[] Points, float FaceFlag) Find(Picture picture, FaceDetection face, CancellationToken cancellationToken)
    {
        var eyes = face.LeftEye - face.RightEye;
        var side = Margin * MathF.Max(face.Box.Width, face.Box.Height);
        var first = Run(picture, new CropFrame(face.Box.Centre, side, MathF.Atan2(eyes.Y, eyes.X), Size), cancellationToken);
        return first.FaceFlag > 0.5f
            ? Run(picture, Around(first.Points, Size, Margin), cancellationToken)
            : first;
    }

    public void Dispose() => session.Dispose();

    /// <summary>The square about the points, turned so that the eyes are level.</summary>
    public static CropFrame Around(IReadOnlyList<Vector3> points, int size, float margin)
    {
        var eyes = points[263] - points[33];
        var angle = MathF.Atan2(eyes.Y, eyes.X);
        var level = Matrix3x2.CreateRotation(-angle);
        Vector2 least = new(float.MaxValue), most = new(float.MinValue);
        foreach (var point in points)
        {
            var turned = Vector2.Transform(new Vector2(point.X, point.Y), level);
            (least, most) = (Vector2.Min(least, turned), Vector2.Max(most, turned));
        }

        var centre = Vector2.Transform((least + most) / 2, Matrix3x2.CreateRotation(angle));
        return new CropFrame(centre, margin * MathF.Max(most.X - least.X, most.Y - least.Y), angle, size);
    }

    private (Vector3[] Points, float FaceFlag) Run(Picture picture, CropFrame frame, CancellationToken cancellationToken)
    {
        using var tensor = Tensor.Of<float>(CropSampler.Cut(picture, frame, 1 / 255f, 0), 1, Size, Size, 3);
        using var result = session.Run(
            new Dictionary<string, Tensor> { [session.Inputs[0].Name] = tensor }, cancellationToken: cancellationToken);
        return (frame.ToPicture(FaceNet.Output(result, FaceLandmarks.PointCount * 3)), FaceNet.Output(result, 1)[0]);
    }
}
