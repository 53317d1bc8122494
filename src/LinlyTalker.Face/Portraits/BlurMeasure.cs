namespace LinlyTalker.Face.Portraits;

/// <summary>
/// How blurred a grey picture is, 0 to 1 (Crete et al. 2007, "The blur effect"): it is blurred once more, and what
/// was sharp loses much of the difference between neighbours, what was blurred loses little. Contrast and brightness
/// do not matter.
/// </summary>
internal static class BlurMeasure
{
    /// <summary>Pixels to each side that the second blur averages.</summary>
    private const int Reach = 4;

    /// <param name="grey">(size, size).</param>
    public static float Of(ReadOnlySpan<float> grey, int size)
    {
        var (across, down) = (Along(grey, size, 1, size), Along(grey, size, size, 1));
        return across is null && down is null ? 1 : MathF.Max(across ?? 0, down ?? 0);
    }

    /// <param name="step">From a pixel to its neighbour.</param>
    /// <param name="line">From a line to the next.</param>
    /// <returns>Null where neighbours do not differ at all.</returns>
    private static float? Along(ReadOnlySpan<float> grey, int size, int step, int line)
    {
        var (sharp, lost) = (0.0, 0.0);
        for (var l = 0; l < size; l++)
        {
            var last = Mean(grey, l * line, step, size, 0);
            for (var i = 1; i < size; i++)
            {
                var at = (l * line) + (i * step);
                var blurred = Mean(grey, l * line, step, size, i);
                var difference = MathF.Abs(grey[at] - grey[at - step]);
                sharp += difference;
                lost += MathF.Max(0, difference - MathF.Abs(blurred - last));
                last = blurred;
            }
        }

        return sharp > 0 ? (float)((sharp - lost) / sharp) : null;
    }

    private static float Mean(ReadOnlySpan<float> grey, int start, int step, int size, int middle)
    {
        var sum = 0f;
        for (var i = middle - Reach; i <= middle + Reach; i++)
        {
            sum += grey[start + (Math.Clamp(i, 0, size - 1) * step)];
        }

        return sum / ((2 * Reach) + 1);
    }
}
