using System.Numerics;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Inference;

namespace LinlyTalker.Face.Puppet;

/// <summary>
/// Doubles a photo whose face is small, once, before it becomes an avatar (esrgan-slim: (1, height, width, 3), 0 to 255,
/// to twice the sides). A mild net: crisper edges, no invented detail.
/// </summary>
public sealed class SuperResolution : IDisposable
{
    /// <summary>Faces less high than this are doubled, in pixels.</summary>
    public const float SmallFace = 256;

    /// <summary>How much of the photo is kept about the face, against the face's larger side.</summary>
    private const float Kept = 2.2f;

    private readonly InferenceSession session;

    private SuperResolution(InferenceSession session) => this.session = session;

    /// <param name="model">The folder of <c>super-resolution-x2</c>.</param>
    /// <param name="threads">It runs once for each photo: more than one thread is no waste.</param>
    public static SuperResolution Open(ModelFolder model, int threads = 2) => new(InferenceSession.Open(
        model.OnlyFile(".onnx"), new SessionOptions { Threads = threads, KeepMemory = false }));

    public static bool IsWorthIt(FaceLandmarks face) => Extent(face).Height < SmallFace;

    /// <summary>The part of the photo about the face, twice as large, and the landmarks in it.</summary>
    public (Picture Photo, FaceLandmarks Face) Enlarge(
        Picture photo, FaceLandmarks face, CancellationToken cancellation = default)
    {
        var (centre, faceWidth, faceHeight) = Extent(face);
        var side = Kept * MathF.Max(faceWidth, faceHeight);
        int left = Math.Max(0, (int)(centre.X - (side / 2))), top = Math.Max(0, (int)(centre.Y - (side / 2)));
        var part = photo.Crop(
            left, top, Math.Min(photo.Width, (int)(centre.X + (side / 2))) - left, Math.Min(photo.Height, (int)(centre.Y + (side / 2))) - top);

        using var input = Tensor.Zeros<float>(1, part.Height, part.Width, 3);
        var numbers = input.Span<float>();
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = part.Pixels[i];
        }

        using var result = session.Run(
            new Dictionary<string, Tensor> { [session.Inputs[0].Name] = input }, cancellationToken: cancellation);
        var output = result[session.Outputs[0].Name];
        var large = new Picture((int)output.Shape[2], (int)output.Shape[1]);
        var levels = output.Span<float>();
        for (var i = 0; i < levels.Length; i++)
        {
            large.Pixels[i] = (byte)Math.Clamp(levels[i] + 0.5f, 0, 255);
        }

        return (large, Move(face, new Vector2(left, top), (float)large.Width / part.Width));
    }

    public void Dispose() => session.Dispose();

    private static (Vector2 Centre, float Width, float Height) Extent(FaceLandmarks face)
    {
        float left = face.Points.Min(p => p.X), right = face.Points.Max(p => p.X);
        float top = face.Points.Min(p => p.Y), bottom = face.Points.Max(p => p.Y);
        return (new((left + right) / 2, (top + bottom) / 2), right - left, bottom - top);
    }

    private static FaceLandmarks Move(FaceLandmarks face, Vector2 origin, float scale)
    {
        Vector3[] All(IReadOnlyList<Vector3> points) => [.. points.Select(p => (p - new Vector3(origin, 0)) * scale)];
        var box = face.Box;
        return face with
        {
            Box = new((box.X - origin.X) * scale, (box.Y - origin.Y) * scale, box.Width * scale, box.Height * scale),
            Points = All(face.Points),
            RightIris = All(face.RightIris),
            LeftIris = All(face.LeftIris),
        };
    }
}
