using System.Collections.Concurrent;
using LinlyTalker.Core.Errors;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Puppet;

/// <summary>
/// Somebody's photo as a face that can speak. Made once per photo and kept: what a picture size needs is prepared at its
/// first use (some tenths of a second) and shared by all renderers. Safe for any number of threads.
/// </summary>
public sealed class PortraitAvatar
{
    private readonly ConcurrentDictionary<int, Lazy<Portrait>> bySize = new();

    /// <param name="photo">Kept, not copied: it must not change afterwards.</param>
    /// <param name="face">Found in this very photo.</param>
    /// <exception cref="InputException">The photo or the face in it is too small.</exception>
    public PortraitAvatar(Picture photo, FaceLandmarks face)
    {
        if (photo.Width < 64 || photo.Height < 64)
        {
            throw new InputException(
                $"The photo is {photo.Width} × {photo.Height} pixels; a portrait needs at least 64 × 64.");
        }

        if (face.Points.Count != FaceLandmarks.PointCount || face.EyeSpan < 8)
        {
            throw new InputException("The face in the photo is too small to animate; use a photo whose face fills more of it.");
        }

        Photo = photo;
        Face = face;
    }

    public Picture Photo { get; }

    public FaceLandmarks Face { get; }

    /// <summary>What it takes in memory, nearly: the photo and what was prepared for each size so far.</summary>
    public long Bytes => Photo.Pixels.Length + bySize.Values.Where(p => p.IsValueCreated).Sum(p => p.Value.Bytes);

    /// <summary>Its picture at rest; nothing of it is kept.</summary>
    /// <param name="size">Side of the square picture in pixels, even.</param>
    public Picture Still(int size) => new Portrait(Photo, Face, size).Still.ToPicture();

    /// <param name="size">Side of the square picture in pixels, even.</param>
    internal Portrait For(int size) => bySize.GetOrAdd(
        size, s => new Lazy<Portrait>(() => new Portrait(Photo, Face, s))).Value;
}
