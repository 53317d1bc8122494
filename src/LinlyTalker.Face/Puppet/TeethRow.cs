using System.Numerics;
using LinlyTalker.Face.Rendering;

namespace LinlyTalker.Face.Puppet;

/// <summary>One row of teeth as a picture: the arch seen from the front, roots at row 0, incisal edges downwards.</summary>
internal sealed class TeethRow
{
    private const float HalfAcross = 0.45f;
    private const float Down = 0.30f;

    private readonly Vector4[] pixels; // (height, width): blue, green, red, 0 to 255, and coverage, 0 to 1
    private readonly int width;
    private readonly int height;
    private readonly float pixelsPerUnit;

    private TeethRow(float pixelsPerUnit)
    {
        this.pixelsPerUnit = pixelsPerUnit;
        width = (int)(2 * HalfAcross * pixelsPerUnit);
        height = (int)(Down * pixelsPerUnit);
        pixels = new Vector4[width * height];
    }

    public static TeethRow Upper(Vector4 colour, float pixelsPerUnit) => Draw(
        colour * 0.97f, pixelsPerUnit,
        [0.094f, 0.072f, 0.082f, 0.075f, 0.075f, 0.11f], [0.115f, 0.105f, 0.112f, 0.10f, 0.095f, 0.09f], [0.06f, 0.10f, 0.14f, 0.1f, 0.1f, 0.1f]);

    public static TeethRow Lower(Vector4 colour, float pixelsPerUnit) => Draw(
        colour * 0.86f, pixelsPerUnit,
        [0.060f, 0.064f, 0.074f, 0.075f, 0.075f, 0.11f], [0.10f, 0.10f, 0.105f, 0.09f, 0.09f, 0.09f], [0.04f, 0.05f, 0.10f, 0.1f, 0.1f, 0.1f]);

    /// <summary>(height, width): blue, green, red, 0 to 255, and coverage, 0 to 1.</summary>
    public ReadOnlySpan<Vector4> Pixels => pixels;

    public int Width => width;

    public int Height => height;

    public float PixelsPerUnit => pixelsPerUnit;

    /// <summary>Where the first pixel's middle lies, in units from the middle of the arch and from the roots.</summary>
    public Vector2 Origin => new((0.5f / pixelsPerUnit) - HalfAcross, 0.5f / pixelsPerUnit);

    /// <param name="x">From the middle of the arch, in units of the face.</param>
    /// <param name="y">From the roots downwards.</param>
    public Vector4 Sample(float x, float y)
    {
        var column = ((x + HalfAcross) * pixelsPerUnit) - 0.5f;
        var row = MathF.Max(0, (y * pixelsPerUnit) - 0.5f);
        if (column < 0 || column >= width - 1 || row >= height - 1)
        {
            return Vector4.Zero;
        }

        var at = ((int)row * width) + (int)column;
        float fx = column - (int)column, fy = row - (int)row;
        return Vector4.Lerp(
            Vector4.Lerp(pixels[at], pixels[at + 1], fx), Vector4.Lerp(pixels[at + width], pixels[at + width + 1], fx), fy);
    }

    /// <param name="widths">Of the teeth from the middle outwards, in units of the face.</param>
    /// <param name="heights">From root to edge.</param>
    /// <param name="rounding">How much of its height an edge loses at its sides.</param>
    private static TeethRow Draw(
        Vector4 colour, float pixelsPerUnit, float[] widths, float[] heights, float[] rounding)
    {
        var row = new TeethRow(pixelsPerUnit);
        var bounds = Arch(widths);
        for (var x = 0; x < row.width; x++)
        {
            var across = ((x + 0.5f) / pixelsPerUnit) - HalfAcross;
            var tooth = Array.FindLastIndex(bounds, b => b <= MathF.Abs(across));
            if (tooth < widths.Length)
            {
                var t = (MathF.Abs(across) - bounds[tooth]) / (bounds[tooth + 1] - bounds[tooth]);
                row.DrawColumn(x, colour, Vary(heights[tooth], tooth, across), rounding[tooth], MathF.Abs((2 * t) - 1), tooth);
            }
        }

        GaussianBlur.Blur(row.pixels, row.width, row.height, MathF.Max(0.3f, 0.45f * pixelsPerUnit / 160));
        return row;
    }

    /// <summary>Nature is not exact: a tooth differs from its neighbour's mirror image by a hundredth or two.</summary>
    private static float Vary(float height, int tooth, float across) =>
        height * (1 + (0.02f * MathF.Sin((tooth * 2.3f) + (across < 0 ? 1.1f : 0))));

    private void DrawColumn(int x, Vector4 colour, float toothHeight, float rounding, float fromMiddle, int tooth)
    {
        var edge = toothHeight * (1 - (rounding * MathF.Pow(fromMiddle, 3)));
        var bright = (1 - (0.055f * tooth) - (0.006f * tooth * tooth)) * (1 - (0.22f * MathF.Pow(fromMiddle, 4)));
        for (var y = 0; y < height; y++)
        {
            var down = (y + 0.5f) / pixelsPerUnit;
            var part = down / edge;

            // Towards the edge enamel is translucent and greyer; towards the root yellower.
            var shaded = colour * bright * (1 - (0.10f * Smooth.Step(0.75f, 1, part)));
            shaded.X *= 1 - (0.05f * MathF.Max(0, 1 - part));
            shaded.W = Math.Clamp(((edge - down) * pixelsPerUnit) + 0.5f, 0, 1);
            pixels[(y * width) + x] = shaded;
        }
    }

    /// <summary>
    /// Where teeth begin and end across the picture: laid along half an ellipse and seen from the front, so that they
    /// grow narrow towards the sides.
    /// </summary>
    private static float[] Arch(float[] widths)
    {
        const float ArchHalf = 0.30f, Deep = 0.36f, Step = 0.002f;
        var bounds = new float[widths.Length + 1];
        float angle = 0, along = 0, target = 0;
        for (var i = 0; i < widths.Length; i++)
        {
            target += widths[i];
            while (along < target && angle < 1.55f)
            {
                var (sin, cos) = MathF.SinCos(angle);
                along += MathF.Sqrt((ArchHalf * cos * ArchHalf * cos) + (Deep * sin * Deep * sin)) * Step;
                angle += Step;
            }

            bounds[i + 1] = ArchHalf * MathF.Sin(angle);
        }

        return bounds;
    }
}
