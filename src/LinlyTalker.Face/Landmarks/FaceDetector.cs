using System.Numerics;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Inference;

namespace LinlyTalker.Face.Landmarks;

/// <summary>
/// Finds faces (BlazeFace, back camera: Bazarevsky et al. 2019, arXiv 1907.05047): a picture is put into a square of
/// 256 × 256, and each of 896 places of two grids says how likely a face is there and where. Safe for several threads.
/// </summary>
public sealed class FaceDetector : IDisposable
{
    private const int Size = 256;
    private const int Values = 16;

    private static readonly Vector2[] Anchors = [.. Grid(16, 2), .. Grid(8, 6)];

    private readonly InferenceSession session;
    private readonly string input;

    private FaceDetector(InferenceSession session)
    {
        this.session = session;
        input = session.Inputs[0].Name;
    }

    /// <exception cref="Core.Errors.ModelFormatException">The folder holds another kind of model.</exception>
    public static FaceDetector Open(ModelFolder folder) =>
        new(FaceNet.Open(folder, [1, Size, Size, 3], [1, 512, 1], [1, 384, 1], [1, 512, Values], [1, 384, Values]));

    /// <summary>
    /// The faces of a picture, best first. Where none is found at once, the picture is looked at again in parts, so
    /// that a small face in a large photo is found too.
    /// </summary>
    /// <param name="threshold">Least score, 0 to 1.</param>
    public IReadOnlyList<FaceDetection> Detect(Picture picture, float threshold = 0.5f, CancellationToken cancellationToken = default)
    {
        var whole = CropFrame.Around(picture.Width, picture.Height, Size);
        var faces = Suppression.Blend(Look(picture, whole, threshold, cancellationToken));
        return faces.Count > 0
            ? faces
            : Suppression.Blend([.. Parts(picture).SelectMany(part => Look(picture, part, threshold, cancellationToken))]);
    }

    public void Dispose() => session.Dispose();

    private List<FaceDetection> Look(Picture picture, CropFrame frame, float threshold, CancellationToken cancellationToken)
    {
        using var tensor = Tensor.Of<float>(CropSampler.Cut(picture, frame, 1 / 127.5f, -1), 1, Size, Size, 3);
        using var result = session.Run(new Dictionary<string, Tensor> { [input] = tensor }, cancellationToken: cancellationToken);
        float[] scores = [.. FaceNet.Output(result, 512, 1), .. FaceNet.Output(result, 384, 1)];
        float[] boxes = [.. FaceNet.Output(result, 512, Values), .. FaceNet.Output(result, 384, Values)];
        var found = new List<FaceDetection>();
        for (var i = 0; i < scores.Length; i++)
        {
            var score = 1 / (1 + MathF.Exp(-scores[i]));
            if (score >= threshold)
            {
                found.Add(Decode(score, boxes.AsSpan(i * Values, Values), Anchors[i], frame));
            }
        }

        return found;
    }

    /// <summary>Centre, sides, then six points, all from the anchor in pixels of the cut.</summary>
    private static FaceDetection Decode(float score, ReadOnlySpan<float> values, Vector2 anchor, CropFrame frame)
    {
        var half = new Vector2(values[2], values[3]) / 2 * frame.Scale;
        var centre = frame.ToPicture(anchor + new Vector2(values[0], values[1]));
        var points = new Vector2[6];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = frame.ToPicture(anchor + new Vector2(values[4 + (2 * i)], values[5 + (2 * i)]));
        }

        return new FaceDetection(
            score,
            new FaceBox(centre.X - half.X, centre.Y - half.Y, 2 * half.X, 2 * half.Y),
            points[0],
            points[1],
            points[2],
            points[3],
            points[4],
            points[5]);
    }

    /// <summary>Squares of half the picture's longer side, overlapping by half.</summary>
    private static IEnumerable<CropFrame> Parts(Picture picture)
    {
        var side = Math.Max(picture.Width, picture.Height) / 2f;
        for (var y = side / 2; y < picture.Height; y += side / 2)
        {
            for (var x = side / 2; x < picture.Width; x += side / 2)
            {
                yield return new CropFrame(new Vector2(x, y), side, 0, Size);
            }
        }
    }

    private static IEnumerable<Vector2> Grid(int places, int each)
    {
        var stride = (float)Size / places;
        for (var i = 0; i < places * places * each; i++)
        {
            var place = i / each;
            yield return stride * new Vector2((place % places) + 0.5f, (place / places) + 0.5f);
        }
    }
}
