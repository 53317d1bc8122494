using System.Numerics;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Inference;

namespace LinlyTalker.Face.Landmarks;

/// <summary>
/// Reads the emotion of a face (mini-Xception: Arriaga et al. 2017, arXiv 1710.07557). The net depends on how tight the
/// face is cut, so three cuts and their mirror images are averaged. Safe for several threads.
/// </summary>
public sealed class EmotionReader : IDisposable
{
    private const int Size = 64;
    private const int Classes = 7;

    private static readonly float[] Margins = [1.15f, 1.3f, 1.5f];

    private readonly InferenceSession session;

    private EmotionReader(InferenceSession session) => this.session = session;

    /// <param name="folder">The model <c>face-emotion</c>.</param>
    /// <exception cref="Core.Errors.ModelFormatException">The folder holds another kind of model.</exception>
    public static EmotionReader Open(ModelFolder folder) => new(FaceNet.Open(folder, [1, Size, Size, 1], [1, Classes]));

    public FaceEmotion Read(Picture picture, FaceLandmarks face, CancellationToken cancellationToken = default)
    {
        var mean = new float[Classes];
        foreach (var margin in Margins)
        {
            var frame = FaceMeshNet.Around(face.Points, Size, margin);
            Add(mean, picture, frame, cancellationToken);
            Add(mean, picture, frame with { IsMirrored = true }, cancellationToken);
        }

        return FaceEmotion.Of(mean);
    }

    public void Dispose() => session.Dispose();

    private void Add(Span<float> mean, Picture picture, CropFrame frame, CancellationToken cancellationToken)
    {
        var colours = CropSampler.Cut(picture, frame, 1 / 127.5f, -1);
        using var tensor = Tensor.Zeros<float>(1, Size, Size, 1);
        var grey = tensor.Span<float>();
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = Vector3.Dot(new Vector3(colours.AsSpan(3 * i, 3)), new Vector3(0.2989f, 0.587f, 0.114f));
        }

        using var result = session.Run(
            new Dictionary<string, Tensor> { [session.Inputs[0].Name] = tensor }, cancellationToken: cancellationToken);
        var probabilities = FaceNet.Output(result, Classes);
        for (var i = 0; i < Classes; i++)
        {
            mean[i] += probabilities[i] / (2 * Margins.Length);
        }
    }
}
