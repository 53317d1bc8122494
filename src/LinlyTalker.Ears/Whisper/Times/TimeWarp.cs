namespace LinlyTalker.Ears.Whisper.Times;

/// <summary>Dynamic time warping (Sakoe and Chiba, 1978): the cheapest monotonic path through a matrix.</summary>
internal static class TimeWarp
{
    /// <param name="cost">Shape (rows, columns), row by row.</param>
    /// <returns>The column at which the path enters each row.</returns>
    public static int[] Entries(ReadOnlySpan<float> cost, int rows, int columns)
    {
        var total = new float[rows + 1, columns + 1];
        var came = new byte[rows + 1, columns + 1];
        for (var row = 0; row <= rows; row++)
        {
            for (var column = 0; column <= columns; column++)
            {
                total[row, column] = row + column == 0 ? 0 : float.PositiveInfinity;
                if (row > 0 && column > 0)
                {
                    var (both, down, along) = (total[row - 1, column - 1], total[row - 1, column], total[row, column - 1]);
                    var (best, from) = both < down && both < along ? (both, (byte)0) : down < both && down < along ? (down, (byte)1) : (along, (byte)2);
                    total[row, column] = best + cost[((row - 1) * columns) + column - 1];
                    came[row, column] = from;
                }
            }
        }

        var entries = new int[rows];
        for (var (row, column) = (rows, columns); row > 0 && column > 0;)
        {
            entries[row - 1] = column - 1;
            var from = came[row, column];
            row -= from == 2 ? 0 : 1;
            column -= from == 1 ? 0 : 1;
        }

        return entries;
    }
}
