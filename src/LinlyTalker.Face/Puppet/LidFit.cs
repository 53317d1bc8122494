using System.Numerics;

namespace LinlyTalker.Face.Puppet;

/// <summary>A lid's line: a polynomial of fourth degree fitted to its points (least squares), level beyond their ends.</summary>
internal sealed class LidFit
{
    private const int Terms = 5;

    private readonly double[] coefficients;
    private readonly double first;
    private readonly double last;
    private readonly double scale;

    /// <param name="points">x along the eye, y across it.</param>
    public LidFit(ReadOnlySpan<Vector2> points)
    {
        first = double.MaxValue;
        last = double.MinValue;
        foreach (var point in points)
        {
            first = Math.Min(first, point.X);
            last = Math.Max(last, point.X);
        }

        scale = 2 / Math.Max(last - first, 1e-3);
        var normal = new double[Terms, Terms + 1];
        foreach (var point in points)
        {
            var x = Normalised(point.X);
            for (var i = 0; i < Terms; i++)
            {
                for (var j = 0; j < Terms; j++)
                {
                    normal[i, j] += Math.Pow(x, i + j);
                }

                normal[i, Terms] += Math.Pow(x, i) * point.Y;
            }
        }

        coefficients = Solve(normal);
    }

    public float At(float x)
    {
        var t = Normalised(Math.Clamp(x, first, last));
        var y = 0.0;
        for (var i = Terms - 1; i >= 0; i--)
        {
            y = (y * t) + coefficients[i];
        }

        return (float)y;
    }

    private double Normalised(double x) => ((x - first) * scale) - 1;

    /// <summary>Gauss's elimination with the greatest pivot; <paramref name="a"/> is (terms, terms + 1).</summary>
    private static double[] Solve(double[,] a)
    {
        for (var column = 0; column < Terms; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < Terms; row++)
            {
                pivot = Math.Abs(a[row, column]) > Math.Abs(a[pivot, column]) ? row : pivot;
            }

            for (var k = 0; k <= Terms; k++)
            {
                (a[column, k], a[pivot, k]) = (a[pivot, k], a[column, k]);
            }

            // Points that lie on one spot leave a term undecided: it stays zero.
            var divisor = Math.Abs(a[column, column]) < 1e-12 ? 1 : a[column, column];
            for (var row = 0; row < Terms; row++)
            {
                var factor = a[row, column] / divisor;
                for (var k = column; row != column && k <= Terms; k++)
                {
                    a[row, k] -= factor * a[column, k];
                }
            }
        }

        var result = new double[Terms];
        for (var i = 0; i < Terms; i++)
        {
            result[i] = Math.Abs(a[i, i]) < 1e-12 ? 0 : a[i, Terms] / a[i, i];
        }

        return result;
    }
}
