using System.Numerics;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Mesh;
using LinlyTalker.Face.Rendering;

namespace LinlyTalker.Face.Puppet;

/// <summary>
/// A photo made ready for one picture size: cut, enlarged, measured. Immutable; any number of painters share it.
/// </summary>
internal sealed class Portrait
{
    /// <summary>Side of the cut against the larger side of the face.</summary>
    private const float CutPerFace = 1.9f;

    /// <param name="rgb">(height, width, 3).</param>
    /// <param name="size">Side of the square picture in pixels.</param>
    public Portrait(ReadOnlySpan<byte> rgb, int width, int height, FaceLandmarks face, int size)
    {
        var (left, top, side) = Cut(face, width, height);
        var scale = size / side;
        Vector2 ToPicture(Vector2 photo) => ((photo - new Vector2(left, top)) * scale) - new Vector2(0.5f);

        Picture = GaussianBlur.Sharpen(LanczosCrop.Cut(rgb, width, height, left, top, side, size), sigma: 1, amount: 0.3f);
        var points = face.Points.Select(p => new Vector3(ToPicture(new(p.X, p.Y)), p.Z * scale)).ToArray();
        Mesh = new(points, Picture, scale);
        Complexion = new(Mesh, Picture);
        Interior = new(Mesh, Complexion);
        RightEye = new(EyeShape.Right(face, ToPicture), Picture);
        LeftEye = new(EyeShape.Left(face, ToPicture), Picture);
    }

    public Raster Picture { get; }

    public PuppetMesh Mesh { get; }

    public Complexion Complexion { get; }

    public MouthInterior Interior { get; }

    public Eye RightEye { get; }

    public Eye LeftEye { get; }

    /// <summary>The square about the face, moved and shrunk into the photo where it would reach beyond it.</summary>
    private static (float Left, float Top, float Side) Cut(FaceLandmarks face, int width, int height)
    {
        Vector2 least = new(float.MaxValue), most = new(float.MinValue);
        foreach (var i in CanonicalFace.Silhouette)
        {
            least = Vector2.Min(least, face.Flat(i));
            most = Vector2.Max(most, face.Flat(i));
        }

        var extent = most - least;
        var side = MathF.Min(CutPerFace * MathF.Max(extent.X, extent.Y), MathF.Min(width, height));
        var centre = ((least + most) / 2) - new Vector2(0, 0.02f * side);
        return (
            Math.Clamp(centre.X - (side / 2), 0, width - side), Math.Clamp(centre.Y - (side / 2), 0, height - side), side);
    }
}
