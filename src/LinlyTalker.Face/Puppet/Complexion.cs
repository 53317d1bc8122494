using System.Numerics;
using LinlyTalker.Face.Mesh;
using LinlyTalker.Face.Rendering;

namespace LinlyTalker.Face.Puppet;

/// <summary>The photo's own light and colours, which the drawn parts must match. Colours are (blue, green, red), 0 to 255.</summary>
internal sealed class Complexion
{
    private static readonly Vector4 LumaWeights = new(0.114f, 0.587f, 0.299f, 0);

    public Complexion(PuppetMesh mesh, Raster picture)
    {
        var skin = Mean(mesh, picture, CanonicalFace.Cheeks);
        var skinLuma = Luma(skin);
        Light = Math.Clamp(skinLuma / 190, 0.35f, 1.1f);

        var lip = Mean(mesh, picture, [15, 16, 315, 85, 86, 316]);
        var grey = new Vector4(Luma(lip));
        Mucosa = Vector4.Clamp(((lip - grey) * 1.35f) + (grey * 0.80f), new(5), new(255)) * new Vector4(0.80f, 0.74f, 0.95f, 1);

        var tooth = (new Vector4(204, 222, 232, 0) * 0.72f)
            + (0.28f * 232 * skin / MathF.Max(1, MathF.Max(skin.X, MathF.Max(skin.Y, skin.Z))));
        Tooth = tooth * Math.Clamp(1.06f * skinLuma / Luma(tooth), 0.30f, 1.06f);
    }

    /// <summary>Brightness of the skin against a well-lit one.</summary>
    public float Light { get; }

    /// <summary>The lips' wet inside.</summary>
    public Vector4 Mucosa { get; }

    public Vector4 Tooth { get; }

    public static float Luma(Vector4 colour) => Vector4.Dot(colour, LumaWeights);

    private static Vector4 Mean(PuppetMesh mesh, Raster picture, ReadOnlySpan<int> vertices)
    {
        var sum = Vector4.Zero;
        foreach (var vertex in vertices)
        {
            sum += picture.At(mesh.Coordinates[vertex]);
        }

        return sum / vertices.Length;
    }
}
