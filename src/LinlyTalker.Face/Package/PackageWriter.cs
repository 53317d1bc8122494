using System.Numerics;
using LinlyTalker.Face.Mesh;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Media;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Package;

/// <summary>Makes the package of a portrait: all that a client needs to draw it by itself.</summary>
public static class PackageWriter
{
    /// <summary>Steps of a lid from open to shut.</summary>
    private const int LidLevels = 12;

    private const int TextureQuality = 92;

    /// <param name="size">Side of the square picture, even; the texture is twice as fine below 1024.</param>
    /// <returns>A file as docs/avatar-package.md describes it.</returns>
    public static byte[] Write(PortraitAvatar avatar, int size = 512)
    {
        if (size is < 64 or > 2048 || size % 2 != 0)
        {
            throw new ArgumentException($"A picture's side is even and between 64 and 2048; {size} was asked for.");
        }

        var portrait = avatar.For(size);
        var mesh = portrait.Mesh;
        var interior = portrait.Interior;
        List<(string, string, byte[])> chunks =
        [
            ("texture", "image/jpeg", PictureWriter.Jpeg(PackagePictures.Of(portrait.Texture), TextureQuality)),
            ("vertices", "float32", PackageFile.Bytes<Vector3>(mesh.Rest)),
            ("coordinates", "float32", PackageFile.Bytes<Vector2>(portrait.Coordinates)),
            ("follow", "float32", PackageFile.Bytes<float>(mesh.HeadFollow)),
            ("triangles", "uint16", PackageFile.Bytes<ushort>(Array.ConvertAll(PuppetMesh.Triangles.ToArray(), i => (ushort)i))),
            ("displacements", "float32", PackageFile.Bytes<Vector2>(Displacements(mesh))),
            ("upperTeeth", "image/png", Png(PackagePictures.OfTeeth(interior.UpperTeeth.Pixels, interior.UpperTeeth.Width, interior.UpperTeeth.Height))),
            ("lowerTeeth", "image/png", Png(PackagePictures.OfTeeth(interior.LowerTeeth.Pixels, interior.LowerTeeth.Width, interior.LowerTeeth.Height))),
        ];
        PackageTeeth? own = null;
        if (interior.OwnTeeth is { } teeth)
        {
            own = new("ownTeeth", teeth.Width, teeth.Height, teeth.PixelsPerUnit, Numbers(teeth.Origin));
            chunks.Add(("ownTeeth", "image/png", Png(PackagePictures.OfTeeth(teeth.Pixels, teeth.Width, teeth.Height))));
        }

        var frame = mesh.Frame;
        var head = new PackageHead
        {
            Format = "linly-avatar",
            Version = PackageFile.Version,
            Synthetic = SyntheticMark.Text,
            Size = size,
            TextureScale = portrait.Texture.Width / size,
            Unit = frame.Unit,
            Right = Numbers(frame.Right),
            Down = Numbers(frame.Down),
            Pivot = Numbers(HeadPose.PivotOf(mesh)),
            Mesh = new(
                mesh.Rest.Length, CanonicalFace.VertexCount, CanonicalFace.Silhouette.ToArray(),
                OuterRings.Expression, MouthHole.Contour),
            Handles = [.. Handle.All.Select(h => new PackageHandle(
                h.Name, h.Least, h.Most, h.Terms.ToDictionary(t => Core.Flow.FaceMotion.ChannelNames[(int)t.Channel], t => t.Weight), h.Pull is not null))],
            Mouth = new(
                Numbers(frame.Mouth), Numbers(frame.MouthRight), Numbers(frame.MouthDown), MouthSpace.DepthOf(mesh),
                LipRings.Upper[0], LipRings.Lower[0], portrait.Complexion.Light, Colour(portrait.Complexion.Mucosa),
                interior.UpperEdge, mesh.IsMouthOpen, Teeth("upperTeeth", interior.UpperTeeth), Teeth("lowerTeeth", interior.LowerTeeth), own),
            Eyes = [Eye("right", portrait.RightEye, chunks), Eye("left", portrait.LeftEye, chunks)],
        };
        return PackageFile.Write(head, chunks);
    }

    /// <summary>(1 + handles, 468), in units along and across the eye line: at rest, then what each handle adds.</summary>
    private static Vector2[] Displacements(PuppetMesh mesh)
    {
        var rest = new Vector2[CanonicalFace.VertexCount];
        ExpressionField.Displace(mesh, default, rest);
        var all = new List<Vector2>(rest);
        var pulled = new Vector2[rest.Length];
        foreach (var pull in Handle.All.Select(h => h.Pull).OfType<Expression>())
        {
            ExpressionField.Displace(mesh, pull, pulled);
            all.AddRange(pulled.Zip(rest, (a, b) => a - b));
        }

        return [.. all];
    }

    private static PackageTeeth Teeth(string image, TeethRow row) =>
        new(image, row.Width, row.Height, row.PixelsPerUnit, Numbers(row.Origin));

    private static PackageEye Eye(string side, Eye eye, List<(string, string, byte[])> chunks)
    {
        string lids = side + "Lids", eyeball = side + "Eyeball";
        chunks.Add((lids, "image/png", Png(PackagePictures.OfLids(eye, LidLevels))));
        chunks.Add((eyeball, "image/png", Png(PackagePictures.OfEyeball(eye))));
        return new(eye.Left, eye.Top, eye.Width, eye.Height, eye.Shape.Width, Numbers(eye.Shape.Along), LidLevels, lids, eyeball);
    }

    private static byte[] Png(Picture picture) => PictureWriter.Png(picture, comment: null);

    private static float[] Numbers(Vector2 v) => [v.X, v.Y];

    private static float[] Numbers(Vector3 v) => [v.X, v.Y, v.Z];

    private static float[] Colour(Vector4 blueFirst) => [blueFirst.Z, blueFirst.Y, blueFirst.X];
}
