namespace LinlyTalker.Language.English;

/// <summary>
/// How far two strings of sounds lie apart when a recogniser may have confused them: what sounds alike costs little.
/// The sounds are <see cref="PhoneticKey"/>'s letters.
/// </summary>
public static class SoundDistance
{
    private const float VowelGap = 0.35f;
    private const float WeakGap = 0.5f; // h, w and y come and go in running speech
    private const float ConsonantGap = 0.9f;

    // Confusable sounds in one string; between two groups a replacement costs 1.
    private static readonly string[] Groups = ["BP", "DT0", "GK", "FV0", "SZ0", "XCJ", "MNQ", "LRW", "AYH"];
    private static readonly float[] Costs = BuildCosts();

    /// <returns>1 for equal, 0 for nothing in common.</returns>
    public static float Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var weight = Math.Max(Weight(left), Weight(right));
        return weight == 0 ? 0 : Math.Max(0, 1 - (Between(left, right) / weight));
    }

    /// <summary>Weighted edit distance; letters outside A–Z and 0 cost like consonants.</summary>
    public static float Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var width = right.Length + 1;
        var previous = width <= 256 ? stackalloc float[width] : new float[width];
        previous[0] = 0;
        for (var j = 1; j < width; j++)
        {
            previous[j] = previous[j - 1] + Gap(right[j - 1]);
        }

        for (var i = 0; i < left.Length; i++)
        {
            var diagonal = previous[0];
            var gap = Gap(left[i]);
            previous[0] += gap;
            for (var j = 1; j < width; j++)
            {
                var cost = diagonal + Replace(left[i], right[j - 1]);
                diagonal = previous[j];
                previous[j] = Math.Min(cost, Math.Min(previous[j] + gap, previous[j - 1] + Gap(right[j - 1])));
            }
        }

        return previous[^1];
    }

    private static float Weight(ReadOnlySpan<char> sounds)
    {
        var sum = 0f;
        foreach (var sound in sounds)
        {
            sum += Gap(sound);
        }

        return sum;
    }

    private static float Gap(char sound) => sound switch
    {
        'A' => VowelGap,
        'H' or 'W' or 'Y' => WeakGap,
        _ => ConsonantGap,
    };

    private static float Replace(char left, char right) =>
        left == right ? 0 : left < 128 && right < 128 ? Costs[(left * 128) + right] : 1;

    private static float[] BuildCosts()
    {
        var costs = new float[128 * 128];
        Array.Fill(costs, 1);
        foreach (var group in Groups)
        {
            foreach (var left in group)
            {
                foreach (var right in group)
                {
                    costs[(left * 128) + right] = 0.4f;
                }
            }
        }

        return costs;
    }
}
