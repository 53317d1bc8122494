using System.Numerics;

namespace LinlyTalker.Face.Rendering;

/// <summary>Separable Gaussian filters over small pictures, the edge repeated.</summary>
internal static class GaussianBlur
{
    public static Raster Blur(Raster source, float sigma)
    {
        var values = new Vector4[source.Pixels.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Raster.Unpack(source.Pixels[i]);
        }

        Blur(values, source.Width, source.Height, sigma);
        var result = new Raster(source.Width, source.Height);
        for (var i = 0; i < values.Length; i++)
        {
            result.Pixels[i] = Raster.Pack(values[i]);
        }

        return result;
    }

    /// <param name="values">(height, width), changed in place.</param>
    public static void Blur(Vector4[] values, int width, int height, float sigma)
    {
        var kernel = Kernel(sigma);
        var line = new Vector4[Math.Max(width, height)];
        for (var y = 0; y < height; y++)
        {
            Pass(values, y * width, 1, width, kernel, line);
        }

        for (var x = 0; x < width; x++)
        {
            Pass(values, x, width, height, kernel, line);
        }
    }

    /// <summary>The same over a single line of numbers.</summary>
    public static float[] Blur(ReadOnlySpan<float> values, float sigma)
    {
        var kernel = Kernel(sigma);
        var half = kernel.Length / 2;
        var result = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            for (var k = 0; k < kernel.Length; k++)
            {
                result[i] += values[Math.Clamp(i + k - half, 0, values.Length - 1)] * kernel[k];
            }
        }

        return result;
    }

    private static void Pass(Vector4[] values, int start, int stride, int count, float[] kernel, Vector4[] line)
    {
        for (var i = 0; i < count; i++)
        {
            line[i] = values[start + (i * stride)];
        }

        var half = kernel.Length / 2;
        for (var i = 0; i < count; i++)
        {
            var sum = Vector4.Zero;
            for (var k = 0; k < kernel.Length; k++)
            {
                sum += line[Math.Clamp(i + k - half, 0, count - 1)] * kernel[k];
            }

            values[start + (i * stride)] = sum;
        }
    }

    private static float[] Kernel(float sigma)
    {
        var half = Math.Max(1, (int)MathF.Ceiling(3 * sigma));
        var kernel = new float[(2 * half) + 1];
        for (var i = 0; i < kernel.Length; i++)
        {
            kernel[i] = MathF.Exp(-0.5f * (i - half) * (i - half) / (sigma * sigma));
        }

        var sum = kernel.Sum();
        for (var i = 0; i < kernel.Length; i++)
        {
            kernel[i] /= sum;
        }

        return kernel;
    }
}
