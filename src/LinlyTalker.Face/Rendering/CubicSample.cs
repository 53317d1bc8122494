using System.Numerics;

namespace LinlyTalker.Face.Rendering;

/// <summary>Between sixteen pixels by Catmull-Rom's cubic: crisper than a bilinear sample, for the few pixels of an iris.</summary>
internal static class CubicSample
{
    public static Vector4 At(Raster picture, float x, float y)
    {
        int column = (int)MathF.Floor(x), row = (int)MathF.Floor(y);
        Span<float> across = stackalloc float[4], down = stackalloc float[4];
        Weights(x - column, across);
        Weights(y - row, down);
        var sum = Vector4.Zero;
        for (var j = 0; j < 4; j++)
        {
            var line = Math.Clamp(row + j - 1, 0, picture.Height - 1);
            for (var i = 0; i < 4; i++)
            {
                sum += Raster.Unpack(picture[Math.Clamp(column + i - 1, 0, picture.Width - 1), line]) * (across[i] * down[j]);
            }
        }

        return sum;
    }

    private static void Weights(float t, Span<float> weights)
    {
        weights[0] = 0.5f * t * (-1 + (t * (2 - t)));
        weights[1] = 1 + (0.5f * t * t * ((3 * t) - 5));
        weights[2] = 0.5f * t * (1 + (t * (4 - (3 * t))));
        weights[3] = 0.5f * t * t * (t - 1);
    }
}
