namespace LinlyTalker.Language.Matching;

/// <summary>How many letters must be inserted, deleted, replaced or swapped to turn one word into another.</summary>
public static class EditDistance
{
    private const int StackLimit = 256;

    /// <summary>Optimal string alignment distance (Damerau 1964, without overlapping swaps).</summary>
    /// <param name="limit">Distances above it need not be exact: <c>limit + 1</c> is returned early.</param>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit = int.MaxValue - 1)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return limit + 1;
        }

        var width = right.Length + 1;
        var rows = width * 3 <= StackLimit ? stackalloc int[width * 3] : new int[width * 3];
        var before = rows[..width];
        var previous = rows.Slice(width, width);
        var current = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var replace = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                var cost = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    cost = Math.Min(cost, before[j - 2] + 1);
                }

                current[j] = cost;
                least = Math.Min(least, cost);
            }

            if (least > limit)
            {
                return limit + 1;
            }

            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }

        return previous[^1];
    }
}
