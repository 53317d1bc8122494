namespace LinlyTalker.Ears.Whisper.Times;

/// <summary>
/// When tokens are said, by the heads of the cross-attention that follow the speech: each token's row of attention over
/// time is made comparable, smoothed, and the rows are put in order by dynamic time warping.
/// </summary>
internal static class AttentionTimes
{
    private const int MedianWidth = 7;

    /// <param name="attention">Shape (rows, heads, positions): the attention from which each token was chosen, then that of the end.</param>
    /// <param name="positions">Of the encoder.</param>
    /// <param name="used">Positions that hold sound; the rest is padding.</param>
    /// <returns>The position of 20 ms at which each row's token begins.</returns>
    public static int[] Find(IReadOnlyList<float> attention, int rows, int heads, int positions, int used)
    {
        var mean = new float[rows * used];
        var head = new float[rows * used];
        var smooth = new float[used];
        for (var h = 0; h < heads; h++)
        {
            for (var row = 0; row < rows; row++)
            {
                Share(attention, ((row * heads) + h) * positions, head.AsSpan(row * used, used));
            }

            Standardise(head, rows, used);
            for (var row = 0; row < rows; row++)
            {
                Median(head.AsSpan(row * used, used), smooth);
                for (var i = 0; i < used; i++)
                {
                    mean[(row * used) + i] -= smooth[i] / heads;
                }
            }
        }

        return TimeWarp.Entries(mean, rows, used);
    }

    /// <summary>Attention as if there were no padding to attend to.</summary>
    private static void Share(IReadOnlyList<float> attention, int from, Span<float> row)
    {
        var sum = 1e-9f;
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = attention[from + i];
            sum += row[i];
        }

        foreach (ref var share in row)
        {
            share /= sum;
        }
    }

    /// <summary>Each position by its mean and deviation over the rows: what all tokens look at says nothing.</summary>
    private static void Standardise(Span<float> head, int rows, int used)
    {
        for (var i = 0; i < used; i++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var row = 0; row < rows; row++)
            {
                var value = head[(row * used) + i];
                sum += value;
                squares += (double)value * value;
            }

            var mean = sum / rows;
            var deviation = Math.Sqrt(Math.Max(0, (squares / rows) - (mean * mean)));
            for (var row = 0; row < rows; row++)
            {
                ref var value = ref head[(row * used) + i];
                value = deviation < 1e-9 ? 0 : (float)((value - mean) / deviation);
            }
        }
    }

    private static void Median(ReadOnlySpan<float> row, Span<float> smooth)
    {
        Span<float> window = stackalloc float[MedianWidth];
        for (var i = 0; i < row.Length; i++)
        {
            for (var k = 0; k < MedianWidth; k++)
            {
                var at = Math.Abs(i + k - (MedianWidth / 2));
                window[k] = row[Math.Max(0, at < row.Length ? at : (2 * (row.Length - 1)) - at)];
            }

            window.Sort();
            smooth[i] = window[MedianWidth / 2];
        }
    }
}
