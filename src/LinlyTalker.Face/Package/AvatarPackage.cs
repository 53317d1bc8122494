using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Package;

/// <summary>An avatar package that was read and checked: every index and every chunk lies where it must.</summary>
public sealed class AvatarPackage
{
    private const int MostVertices = 10_000;
    private static readonly PictureLimits ImageLimits = new() { FileBytes = 32 << 20, Pixels = 16_000_000, Side = 8192 };

    private readonly ReadOnlyMemory<byte> body;

    private AvatarPackage(PackageHead head, ReadOnlyMemory<byte> body) => (Head, this.body) = (head, body);

    public PackageHead Head { get; }

    /// <param name="file">Kept, not copied.</param>
    /// <exception cref="InputException">It is no package, one of another version, or damaged.</exception>
    public static AvatarPackage Read(ReadOnlyMemory<byte> file)
    {
        var (head, body) = PackageFile.Read(file);
        var package = new AvatarPackage(head, body);
        package.Check();
        return package;
    }

    /// <exception cref="InputException">There is no chunk of that name, or it is of another type.</exception>
    public ReadOnlySpan<float> Floats(string name) => MemoryMarshal.Cast<byte, float>(Chunk(name, "float32"));

    /// <inheritdoc cref="Floats"/>
    public ReadOnlySpan<ushort> Indices(string name) => MemoryMarshal.Cast<byte, ushort>(Chunk(name, "uint16"));

    /// <exception cref="InputException">There is no such image, or it is damaged.</exception>
    public Picture Image(string name) => PictureReader.Decode(ChunkMemory(name, "image/"), $"The image {name} of the package", null, ImageLimits);

    private ReadOnlySpan<byte> Chunk(string name, string type) => ChunkMemory(name, type).Span;

    private ReadOnlyMemory<byte> ChunkMemory(string name, string type) =>
        Head.Chunks.TryGetValue(name, out var chunk) && chunk.Type.StartsWith(type, StringComparison.Ordinal)
            ? body.Slice(chunk.Offset, chunk.Length)
            : throw PackageFile.Damaged($"it has no chunk {name} of the type {type}");

    private void Check()
    {
        var mesh = Head.Mesh;
        Require(Head.Format == "linly-avatar", "its format is not linly-avatar");
        Require(Head.Size is >= 64 and <= 4096 && Head.TextureScale is >= 1 and <= 4, "its size is out of range");
        Require(
            mesh.Face > 0 && mesh.Vertices <= MostVertices
                && mesh.Face + (mesh.Silhouette.Length * mesh.Carries.Length) + mesh.Hole.Length == mesh.Vertices,
            "its mesh does not add up");
        Require(AreOfFace(mesh.Silhouette) && AreOfFace(mesh.Hole), "its mesh points beyond the face");
        Require(
            AreOfFace(Head.Mouth.Upper) && AreOfFace(Head.Mouth.Lower) && Head.Mouth.Upper.Length > 1
                && Head.Mouth.Upper.Length == Head.Mouth.Lower.Length,
            "its lips do not lie on the face");
        var moving = Head.Handles.TakeWhile(h => h.Moves).Count();
        Require(moving == Head.Handles.Count(h => h.Moves), "its handles are in the wrong order");
        RequireFloats("vertices", mesh.Vertices * 3);
        RequireFloats("coordinates", mesh.Vertices * 2);
        RequireFloats("follow", mesh.Vertices);
        RequireFloats("displacements", (1 + moving) * mesh.Face * 2);
        var triangles = Indices("triangles");
        Require(triangles.Length % 3 == 0, "a triangle is not whole");
        foreach (var index in triangles)
        {
            Require(index < mesh.Vertices, "a triangle points beyond the mesh");
        }

        float[][] points =
            [Head.Right, Head.Down, Head.Mouth.Origin, Head.Mouth.Right, Head.Mouth.Down, .. Head.Eyes.Select(e => e.Along)];
        Require(points.All(p => p.Length == 2) && Head.Pivot.Length == 3 && Head.Mouth.Mucosa.Length == 3, "a point has too few numbers");
        Require(Head.Eyes.Length == 2 && Head.Eyes.All(IsInTexture), "an eye does not lie in the texture");
    }

    private bool AreOfFace(int[] vertices) => vertices.All(v => v >= 0 && v < Head.Mesh.Face);

    private bool IsInTexture(PackageEye eye)
    {
        var side = Head.Size * Head.TextureScale;
        return eye is { Left: >= 0, Top: >= 0, Width: > 0, Height: > 0, Levels: > 0 and <= 100 }
            && eye.Left <= side - eye.Width && eye.Top <= side - eye.Height;
    }

    private void RequireFloats(string name, int count)
    {
        var numbers = Floats(name);
        Require(numbers.Length == count, $"the chunk {name} has {numbers.Length} numbers, not {count}");
        foreach (var number in numbers)
        {
            Require(float.IsFinite(number), $"a number of the chunk {name} is not finite");
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw PackageFile.Damaged(otherwise);
        }
    }
}
