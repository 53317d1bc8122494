namespace LinlyTalker.Bench.Ears;

/// <summary>
/// Word errors by the cheapest alignment of what was heard with what was said (Levenshtein, each error costs one).
/// </summary>
internal readonly record struct WordErrors(int Words, int Substituted, int Deleted, int Inserted)
{
    public int Errors => Substituted + Deleted + Inserted;

    public double Rate => Words == 0 ? 0 : (double)Errors / Words;

    public static WordErrors operator +(WordErrors a, WordErrors b) =>
        new(a.Words + b.Words, a.Substituted + b.Substituted, a.Deleted + b.Deleted, a.Inserted + b.Inserted);

    public static WordErrors Count(IReadOnlyList<string> said, IReadOnlyList<string> heard)
    {
        var cost = new int[said.Count + 1, heard.Count + 1];
        for (var i = 0; i <= said.Count; i++)
        {
            for (var j = 0; j <= heard.Count; j++)
            {
                cost[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1,
                    cost[i - 1, j - 1] + (said[i - 1] == heard[j - 1] ? 0 : 1));
            }
        }

        var result = new WordErrors(said.Count, 0, 0, 0);
        for (var (i, j) = (said.Count, heard.Count); i > 0 || j > 0;)
        {
            if (i > 0 && j > 0 && cost[i, j] == cost[i - 1, j - 1] + (said[i - 1] == heard[j - 1] ? 0 : 1))
            {
                result = said[--i] == heard[--j] ? result : result with { Substituted = result.Substituted + 1 };
            }
            else if (i > 0 && cost[i, j] == cost[i - 1, j] + 1)
            {
                result = result with { Deleted = result.Deleted + 1 };
                i--;
            }
            else
            {
                result = result with { Inserted = result.Inserted + 1 };
                j--;
            }
        }

        return result;
    }
}
