using System.Numerics;
using System.Runtime.CompilerServices;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Rendering;

/// <summary>A picture in memory: one BGRA pixel a word (blue in the lowest byte), rows without a gap.</summary>
internal sealed class Raster(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public uint[] Pixels { get; } = new uint[width * height];

    public ref uint this[int x, int y] => ref Pixels[(y * Width) + x];

    public static uint Pack(Vector4 colour)
    {
        var c = Vector4.Clamp(colour, Vector4.Zero, new Vector4(255)) + new Vector4(0.5f);
        return (uint)c.X | ((uint)c.Y << 8) | ((uint)c.Z << 16) | 0xff000000;
    }

    /// <summary>(blue, green, red, alpha), 0 to 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector4 Unpack(uint pixel) =>
        new(pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255, pixel >> 24);

    public Picture ToPicture()
    {
        var picture = new Picture(Width, Height);
        for (var i = 0; i < Pixels.Length; i++)
        {
            var pixel = Pixels[i];
            (picture.Pixels[3 * i], picture.Pixels[(3 * i) + 1], picture.Pixels[(3 * i) + 2]) = ((byte)(pixel >> 16), (byte)(pixel >> 8), (byte)pixel);
        }

        return picture;
    }

    /// <summary>The pixel nearest to a point, the edge repeated beyond it.</summary>
    public Vector4 At(Vector2 point) => Unpack(this[
        Math.Clamp((int)MathF.Round(point.X), 0, Width - 1), Math.Clamp((int)MathF.Round(point.Y), 0, Height - 1)]);

    /// <summary>Between four pixels, the edge repeated beyond it; whole numbers are pixel centres.</summary>
    public Vector4 Sample(float x, float y)
    {
        x = Math.Clamp(x, 0, Width - 1.001f);
        y = Math.Clamp(y, 0, Height - 1.001f);
        int column = (int)x, row = (int)y;
        var at = (row * Width) + column;
        var top = Vector4.Lerp(Unpack(Pixels[at]), Unpack(Pixels[at + 1]), x - column);
        var bottom = Vector4.Lerp(Unpack(Pixels[at + Width]), Unpack(Pixels[at + Width + 1]), x - column);
        return Vector4.Lerp(top, bottom, y - row);
    }
}
