using System.Numerics;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Mesh;
using LinlyTalker.Face.Rendering;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Puppet;

/// <summary>
/// A photo made ready for one picture size: cut, enlarged, measured. Immutable; any number of painters share it.
/// </summary>
internal sealed class Portrait
{
    /// <summary>Side of the cut against the larger side of the face.</summary>
    private const float CutPerFace = 1.9f;

    /// <summary>
    /// The texture is finer than the picture: a photo sampled at its own grid loses its grain wherever the head moves by
    /// half a pixel, and seems to breathe.
    /// </summary>
    private const int FineTexture = 2;

    /// <summary>From this size on a finer texture costs more memory than it shows.</summary>
    private const int LargePicture = 1024;

    /// <param name="size">Side of the square picture in pixels.</param>
    public Portrait(Picture photo, FaceLandmarks face, int size)
    {
        var (left, top, side) = Cut(face, photo.Width, photo.Height);
        var scale = size / side;
        var fine = size < LargePicture ? FineTexture : 1;
        Vector2 ToPicture(Vector2 photo) => ((photo - new Vector2(left, top)) * scale) - new Vector2(0.5f);
        Vector2 ToTexture(Vector2 picture) => ((picture + new Vector2(0.5f)) * fine) - new Vector2(0.5f);
        Vector2 PhotoToTexture(Vector2 photo) => ToTexture(ToPicture(photo));

        Texture = LanczosCrop.Cut(photo, left, top, side, size * fine, sharpen: fine > 1 ? 0.4f : 0.25f, sigma: fine);
        var points = face.Points.Select(p => new Vector3(ToPicture(new(p.X, p.Y)), p.Z * scale)).ToArray();
        Still = DrawStill(Texture, size, ToTexture);
        Mesh = new(points, Still, scale);
        Coordinates = Array.ConvertAll(Mesh.Coordinates, ToTexture);
        Complexion = new(Mesh, Still);
        Interior = new(Mesh, Complexion, Still);
        RightEye = new(EyeShape.Right(face, PhotoToTexture), Texture);
        LeftEye = new(EyeShape.Left(face, PhotoToTexture), Texture);
    }

    /// <summary>What its pictures take in memory.</summary>
    public long Bytes => sizeof(uint) * ((long)Texture.Pixels.Length + Still.Pixels.Length);

    /// <summary>What the mesh takes its colours from.</summary>
    public Raster Texture { get; }

    /// <summary>The picture at rest: what shows where nothing moves.</summary>
    public Raster Still { get; }

    public PuppetMesh Mesh { get; }

    /// <summary>Where each vertex finds its colour, in pixels of the texture.</summary>
    public Vector2[] Coordinates { get; }

    public Complexion Complexion { get; }

    public MouthInterior Interior { get; }

    public Eye RightEye { get; }

    public Eye LeftEye { get; }

    /// <summary>Drawn as the mesh is drawn, so that both are equally crisp.</summary>
    private static Raster DrawStill(Raster texture, int size, Func<Vector2, Vector2> toTexture)
    {
        var still = new Raster(size, size);
        Vector2[] corners = [new(-1, -1), new(size, -1), new(size, size), new(-1, size)];
        TriangleRasteriser.Draw(texture, still, corners, Array.ConvertAll(corners, c => toTexture(c)), [0, 1, 2, 0, 2, 3]);
        return still;
    }

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
