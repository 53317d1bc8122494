using System.Numerics;
using LinlyTalker.Core.Errors;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Inference;

namespace LinlyTalker.Face.Portraits;

/// <summary>
/// Doubles a photo with a net (ESRGAN-slim): crisper than Lanczos on a small clean face, and it invents nothing. For once
/// when a photo is loaded, not for frames: 256 × 256 pixels take half a second on one core. The photo is done in tiles, so memory does not grow with it.
/// Safe for several threads.
/// </summary>
public sealed class PhotoEnlarger : IDisposable
{
    /// <summary>A face lower than this gains from being doubled.</summary>
    public const float SmallFace = 256;

    private const int Tile = 96;

    /// <summary>As far as a pixel of the result looks around itself.</summary>
    private const int Border = 14;

    /// <summary>Side of the kept square against the height of the face.</summary>
    private const float Surroundings = 2.4f;

    private readonly InferenceSession session;

    private PhotoEnlarger(InferenceSession session) => this.session = session;

    /// <param name="folder">The model <c>super-resolution-x2</c>.</param>
    /// <exception cref="ModelFormatException">The folder holds another kind of model.</exception>
    public static PhotoEnlarger Open(ModelFolder folder)
    {
        // Its memory is given back at once: it runs once in a while.
        var session = InferenceSession.Open(folder.OnlyFile(".onnx"), new SessionOptions { KeepMemory = false });
        if (session.Inputs is [{ Shape: [1, -1, -1, 3] }] && session.Outputs.Count == 1)
        {
            return new PhotoEnlarger(session);
        }

        session.Dispose();
        throw new ModelFormatException(
            $"The model '{folder.Name}' does not enlarge pictures. Fetch it again with: linly models pull {folder.Name}");
    }

    /// <summary>The face and what is around it, twice as large; landmarks are to be found in it anew.</summary>
    public Picture DoubleFace(Picture photo, FaceLandmarks face, CancellationToken cancellationToken = default)
    {
        var frame = FaceMeshNet.Around(face.Points, 1, 1);
        var half = new Vector2(frame.Side * Surroundings / 2);
        var least = Vector2.Max(frame.Centre - half, Vector2.Zero);
        var most = Vector2.Min(frame.Centre + half, new Vector2(photo.Width, photo.Height));
        var (left, top) = ((int)least.X, (int)least.Y);
        return Double(photo.Crop(left, top, Math.Max(1, (int)most.X - left), Math.Max(1, (int)most.Y - top)), cancellationToken);
    }

    /// <summary>The whole photo, twice as wide and as high.</summary>
    public Picture Double(Picture photo, CancellationToken cancellationToken = default)
    {
        var result = new Picture(photo.Width * 2, photo.Height * 2);
        for (var top = 0; top < photo.Height; top += Tile)
        {
            for (var left = 0; left < photo.Width; left += Tile)
            {
                Double(photo, result, left, top, cancellationToken);
            }
        }

        return result;
    }

    public void Dispose() => session.Dispose();

    private void Double(Picture photo, Picture result, int left, int top, CancellationToken cancellationToken)
    {
        var (x, y) = (Math.Max(0, left - Border), Math.Max(0, top - Border));
        var (width, height) = (
            Math.Min(photo.Width, left + Tile + Border) - x,
            Math.Min(photo.Height, top + Tile + Border) - y);
        using var input = Tensor.Zeros<float>(1, height, width, 3);
        var levels = input.Span<float>();
        for (var row = 0; row < height; row++)
        {
            var source = photo.Row(y + row).Slice(x * 3, width * 3);
            for (var i = 0; i < source.Length; i++)
            {
                levels[(row * width * 3) + i] = source[i];
            }
        }

        using var output = session.Run(
            new Dictionary<string, Tensor> { [session.Inputs[0].Name] = input }, cancellationToken: cancellationToken);
        var doubled = output[session.Outputs[0].Name].Span<float>();
        var (right, bottom) = (Math.Min(photo.Width, left + Tile), Math.Min(photo.Height, top + Tile));
        for (var row = 2 * top; row < 2 * bottom; row++)
        {
            var target = result.Row(row)[(2 * left * 3)..(2 * right * 3)];
            var at = (((row - (2 * y)) * 2 * width) + (2 * (left - x))) * 3;
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = (byte)Math.Clamp(MathF.Round(doubled[at + i]), 0, 255);
            }
        }
    }
}
