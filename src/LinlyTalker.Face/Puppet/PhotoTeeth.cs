using System.Numerics;
using LinlyTalker.Face.Mesh;
using LinlyTalker.Face.Rendering;

namespace LinlyTalker.Face.Puppet;

/// <summary>
/// The teeth that a photo with an open mouth shows, kept as they are and fixed to the skull; drawn teeth continue them
/// where the photo shows none.
/// </summary>
internal sealed class PhotoTeeth
{
    private const float Margin = 0.02f;

    private readonly Vector4[] pixels; // (height, width): blue, green, red, 0 to 255, and coverage, 0 to 1
    private readonly int width;
    private readonly int height;
    private readonly float pixelsPerUnit;
    private readonly Vector2 origin;

    public PhotoTeeth(PuppetMesh mesh, Complexion complexion, Raster picture)
    {
        var frame = mesh.Frame;
        LipCurve upper = new(), lower = new();
        Vector2 Local(int vertex)
        {
            var from = (mesh.Coordinates[vertex] - frame.Mouth) / frame.Unit;
            return new(Vector2.Dot(from, frame.MouthRight), Vector2.Dot(from, frame.MouthDown));
        }

        var upperPoints = Array.ConvertAll(LipRings.Upper[0], Local);
        var lowerPoints = Array.ConvertAll(LipRings.Lower[0], Local);
        upper.Fit(upperPoints);
        lower.Fit(lowerPoints);
        origin = new(upper.Start - Margin, upperPoints.Min(p => p.Y) - Margin);
        pixelsPerUnit = frame.Unit;
        width = (int)((upper.End + Margin - origin.X) * pixelsPerUnit) + 1;
        height = (int)((lowerPoints.Max(p => p.Y) + Margin - origin.Y) * pixelsPerUnit) + 1;
        pixels = new Vector4[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var at = origin + (new Vector2(i % width, i / width) / pixelsPerUnit);
            var inside = MathF.Min(
                MathF.Min(upper.Below(at.X, at.Y), -lower.Below(at.X, at.Y)), MathF.Min(at.X - upper.Start, upper.End - at.X));
            var place = frame.Mouth + (((at.X * frame.MouthRight) + (at.Y * frame.MouthDown)) * frame.Unit);
            var colour = picture.Sample(place.X, place.Y);

            // What is bright in a mouth is teeth.
            var bright = Smooth.Step(0.45f, 0.70f, Complexion.Luma(colour) / (190 * complexion.Light));
            pixels[i] = new(colour.X, colour.Y, colour.Z, bright * Smooth.Step(-0.004f, 0.008f, inside));
        }
    }

    /// <inheritdoc cref="TeethRow.Pixels"/>
    public ReadOnlySpan<Vector4> Pixels => pixels;

    public int Width => width;

    public int Height => height;

    public float PixelsPerUnit => pixelsPerUnit;

    /// <summary>Where the first pixel's middle lies, in units from the middle of the mouth.</summary>
    public Vector2 Origin => origin;

    /// <param name="x">From the middle of the mouth, in units of the face.</param>
    public Vector4 Sample(float x, float y)
    {
        float column = (x - origin.X) * pixelsPerUnit, row = (y - origin.Y) * pixelsPerUnit;
        if (column < 0 || row < 0 || column >= width - 1 || row >= height - 1)
        {
            return Vector4.Zero;
        }

        var at = ((int)row * width) + (int)column;
        float fx = column - (int)column, fy = row - (int)row;
        return Vector4.Lerp(
            Vector4.Lerp(pixels[at], pixels[at + 1], fx), Vector4.Lerp(pixels[at + width], pixels[at + width + 1], fx), fy);
    }
}
