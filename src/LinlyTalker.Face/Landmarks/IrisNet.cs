using System.Numerics;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Inference;

namespace LinlyTalker.Face.Landmarks;

/// <summary>
/// Puts 76 points on an eye (Ablavatski et al. 2020, arXiv 2006.11341). The net knows right eyes only: a left one is
/// shown to it in a mirror. Its lids are better than those of the face mesh, above all behind glasses.
/// </summary>
internal sealed class IrisNet : IDisposable
{
    private const int Size = 64;

    /// <summary>Side of the cut against the width of the eye.</summary>
    private const float Margin = 2.3f;

    private readonly InferenceSession session;

    private IrisNet(InferenceSession session) => this.session = session;

    public static IrisNet Open(ModelFolder folder) =>
        new(FaceNet.Open(folder, [1, Size, Size, 3], [1, 1, 1, FaceLandmarks.IrisPointCount * 3]));

    public (Vector3[] Right, Vector3[] Left) Find(Picture picture, IReadOnlyList<Vector3> face, CancellationToken cancellationToken)
    {
        var line = face[263] - face[33];
        var angle = MathF.Atan2(line.Y, line.X);
        return (Eye(face[33], face[133], mirrored: false), Eye(face[362], face[263], mirrored: true));

        Vector3[] Eye(Vector3 a, Vector3 b, bool mirrored)
        {
            var (from, to) = (new Vector2(a.X, a.Y), new Vector2(b.X, b.Y));
            var frame = new CropFrame((from + to) / 2, Margin * Vector2.Distance(from, to), angle, Size, mirrored);
            using var tensor = Tensor.Of<float>(CropSampler.Cut(picture, frame, 1 / 255f, 0), 1, Size, Size, 3);
            using var result = session.Run(
                new Dictionary<string, Tensor> { [session.Inputs[0].Name] = tensor }, cancellationToken: cancellationToken);
            return frame.ToPicture(FaceNet.Output(result, 1, 1, FaceLandmarks.IrisPointCount * 3));
        }
    }

    public void Dispose() => session.Dispose();
}
