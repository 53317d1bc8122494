using System.Numerics;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Rendering;

/// <summary>
/// Cuts a square out of a photo at any size: Lanczos of three lobes, widened when it shrinks so that nothing aliases,
/// and with an unsharp mask folded in. The photo's edge is repeated beyond it.
/// </summary>
internal static class LanczosCrop
{
    private const int Lobes = 3;

    /// <param name="left">Left edge of the square in pixels of the photo; 0 is the photo's own edge.</param>
    /// <param name="top">Upper edge.</param>
    /// <param name="side">Side of the square in pixels of the photo.</param>
    /// <param name="size">Side of the result.</param>
    /// <param name="sharpen">How much of what a blur would take away is added along each axis.</param>
    /// <param name="sigma">Of that blur, in pixels of the result.</param>
    public static Raster Cut(Picture photo, float left, float top, float side, int size, float sharpen = 0, float sigma = 1)
    {
        var columns = Kernel.Make(left, side, size, photo.Width, sharpen, sigma);
        var rows = Kernel.Make(top, side, size, photo.Height, sharpen, sigma);

        // Only the photo's rows that the square touches are filtered sideways.
        int firstRow = rows.Min(k => k.Indices.Min()), lastRow = rows.Max(k => k.Indices.Max());
        var between = new Vector4[(lastRow - firstRow + 1) * size];
        for (var row = firstRow; row <= lastRow; row++)
        {
            var line = photo.Row(row);
            for (var x = 0; x < size; x++)
            {
                var sum = Vector4.Zero;
                var kernel = columns[x];
                for (var i = 0; i < kernel.Indices.Length; i++)
                {
                    var at = kernel.Indices[i] * 3;
                    sum += new Vector4(line[at + 2], line[at + 1], line[at], 255) * kernel.Weights[i];
                }

                between[((row - firstRow) * size) + x] = sum;
            }
        }

        var result = new Raster(size, size);
        for (var y = 0; y < size; y++)
        {
            var kernel = rows[y];
            for (var x = 0; x < size; x++)
            {
                var sum = Vector4.Zero;
                for (var i = 0; i < kernel.Indices.Length; i++)
                {
                    sum += between[((kernel.Indices[i] - firstRow) * size) + x] * kernel.Weights[i];
                }

                result[x, y] = Raster.Pack(sum);
            }
        }

        return result;
    }

    private sealed record Kernel(int[] Indices, float[] Weights)
    {
        public static Kernel[] Make(float start, float side, int size, int limit, float sharpen, float sigma)
        {
            var step = side / size;
            var stretch = MathF.Max(1, step);
            var kernels = new Kernel[size];
            for (var i = 0; i < size; i++)
            {
                var centre = start + ((i + 0.5f) * step) - 0.5f;
                var first = (int)MathF.Ceiling(centre - (Lobes * stretch));
                var count = (int)MathF.Floor(centre + (Lobes * stretch)) - first + 1;
                var indices = new int[count];
                float[] weights = new float[count], blur = new float[count];
                for (var k = 0; k < count; k++)
                {
                    var distance = first + k - centre;
                    indices[k] = Math.Clamp(first + k, 0, limit - 1);
                    weights[k] = Lanczos(distance / stretch);
                    blur[k] = MathF.Exp(-0.5f * distance * distance / (sigma * step * sigma * step));
                }

                float total = weights.Sum(), blurred = blur.Sum();
                for (var k = 0; k < count; k++)
                {
                    weights[k] = ((1 + sharpen) * weights[k] / total) - (sharpen * blur[k] / blurred);
                }

                kernels[i] = new(indices, weights);
            }

            return kernels;
        }

        private static float Lanczos(float x)
        {
            var angle = MathF.PI * x;
            return MathF.Abs(x) < 1e-5f ? 1
                : MathF.Abs(x) >= Lobes ? 0
                : Lobes * MathF.Sin(angle) * MathF.Sin(angle / Lobes) / (angle * angle);
        }
    }
}
