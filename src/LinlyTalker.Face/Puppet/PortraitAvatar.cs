using System.Collections.Concurrent;
using LinlyTalker.Core.Errors;
using LinlyTalker.Face.Landmarks;

namespace LinlyTalker.Face.Puppet;

/// <summary>
/// Somebody's photo as a face that can speak. Made once per photo and kept: what a picture size needs is prepared at its
/// first use (some 100 ms) and shared by all renderers. Safe for any number of threads.
/// </summary>
public sealed class PortraitAvatar
{
    private readonly byte[] rgb;
    private readonly ConcurrentDictionary<int, Lazy<Portrait>> bySize = new();

    /// <param name="rgb">(height, width, 3), 8 bits each; copied.</param>
    /// <param name="face">Found in this very photo.</param>
    public PortraitAvatar(ReadOnlySpan<byte> rgb, int width, int height, FaceLandmarks face)
    {
        if (width < 64 || height < 64)
        {
            throw new InputException($"The photo is {width} × {height} pixels; a portrait needs at least 64 × 64.");
        }

        if (rgb.Length != width * height * 3)
        {
            throw new ArgumentException($"{rgb.Length} bytes are no {width} × {height} picture of three bytes a pixel.");
        }

        if (face.Points.Count != FaceLandmarks.PointCount || face.EyeSpan < 8)
        {
            throw new InputException("The face in the photo is too small to animate; use a photo whose face fills more of it.");
        }

        this.rgb = rgb.ToArray();
        Width = width;
        Height = height;
        Face = face;
    }

    public int Width { get; }

    public int Height { get; }

    public FaceLandmarks Face { get; }

    /// <param name="size">Side of the square picture in pixels, even.</param>
    internal Portrait For(int size) => bySize.GetOrAdd(
        size, s => new Lazy<Portrait>(() => new Portrait(rgb, Width, Height, Face, s))).Value;
}
