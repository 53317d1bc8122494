using System.Numerics;
using LinlyTalker.Face.Rendering;

namespace LinlyTalker.Face.Puppet;

/// <summary>
/// The line between shut lips, for photos whose mouth stands open: their lips have none of their own, and the edge where
/// they are drawn together is smoothed with it.
/// </summary>
internal static class LipSeamLine
{
    public static void Draw(MouthSpace space, Complexion complexion, float unit, Raster target)
    {
        var strength = 0.70f * (1 - Smooth.Step(0.004f, 0.022f, space.Gap));
        if (strength <= 0.01f)
        {
            return;
        }

        var margin = (int)(0.05f * unit) + 2;
        int top = Math.Max(0, (int)space.Bounds.Top - margin), bottom = Math.Min(target.Height - 1, (int)space.Bounds.Bottom + margin);
        int left = Math.Max(0, (int)space.Bounds.Left - margin), right = Math.Min(target.Width - 1, (int)space.Bounds.Right + margin);
        int width = right - left + 1, height = bottom - top + 1;
        if (width <= 0 || height <= 0)
        {
            return;
        }

        var soft = new Vector4[width * height];
        for (var i = 0; i < soft.Length; i++)
        {
            soft[i] = Raster.Unpack(target[left + (i % width), top + (i / width)]);
        }

        GaussianBlur.Blur(soft, width, height, MathF.Max(0.3f, 0.012f * unit));
        var line = complexion.Mucosa * 0.55f;
        for (var i = 0; i < soft.Length; i++)
        {
            int x = left + (i % width), y = top + (i / width);
            var at = space.FromPixel(x, y);
            var distance = space.Middle.Distance(at.X, at.Y);
            if (distance < 0.05f)
            {
                ref var pixel = ref target[x, y];
                var colour = Vector4.Lerp(Raster.Unpack(pixel), soft[i], strength * Smooth.Bell(distance / 0.018f));
                var ends = 1 - (0.7f * Smooth.Step(0.75f, 1, MathF.Abs(at.X) / space.HalfWidth));
                pixel = Raster.Pack(Vector4.Lerp(colour, line, ends * strength * Smooth.Bell(distance / 0.0075f)));
            }
        }
    }
}
