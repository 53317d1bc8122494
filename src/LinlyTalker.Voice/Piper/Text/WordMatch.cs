using LinlyTalker.Language.Matching;

namespace LinlyTalker.Voice.Piper.Text;

/// <summary>
/// Which sounds of a clause belong to which word. espeak-ng parts words by spaces but says some together ("of the",
/// "has been") and some in several; so the words, each said alone, are laid against what it said, at the least cost.
/// </summary>
internal static class WordMatch
{
    /// <summary>Words that are said as one.</summary>
    private const int MostTogether = 4;

    /// <summary>Parts that one word is said in.</summary>
    private const int MostParts = 10;

    /// <summary>Parts that the counts may run apart.</summary>
    private const int Band = 12;

    /// <param name="words">The sounds of each word alone, without spaces, stress and length.</param>
    /// <param name="parts">The sounds between spaces, likewise.</param>
    /// <returns>
    /// For each word where it begins and ends among the parts: whole numbers at their borders, shares of a part that
    /// is several words.
    /// </returns>
    public static IReadOnlyList<(double Start, double End)> Of(IReadOnlyList<string> words, IReadOnlyList<string> parts)
    {
        var width = parts.Count + 1;
        var cost = new int[(words.Count + 1) * width];
        var from = new (int Words, int Parts)[cost.Length];
        Array.Fill(cost, int.MaxValue);
        cost[0] = 0;
        var slack = Band + Math.Abs(words.Count - parts.Count);
        for (var i = 0; i <= words.Count; i++)
        {
            for (var j = Math.Max(0, i - slack); j <= Math.Min(parts.Count, i + slack); j++)
            {
                if (cost[(i * width) + j] < int.MaxValue)
                {
                    Step(i, j);
                }
            }
        }

        return Trace();

        void Step(int i, int j)
        {
            for (var n = 0; n <= Math.Min(MostParts, parts.Count - j) && i < words.Count; n++)
            {
                Offer(i, j, 1, n);
            }

            for (var n = 2; n <= Math.Min(MostTogether, words.Count - i) && j < parts.Count; n++)
            {
                Offer(i, j, n, 1);
            }

            if (j < parts.Count)
            {
                Offer(i, j, 0, 1);
            }
        }

        void Offer(int i, int j, int wordCount, int partCount)
        {
            var word = string.Concat(words.Skip(i).Take(wordCount));
            var part = string.Concat(parts.Skip(j).Take(partCount));

            // Of equal fits the one that joins and parts the least.
            var joined = wordCount > 1 || partCount > 1 ? 1 : 0;
            var total = cost[(i * width) + j] + (4 * EditDistance.Between(word, part)) + joined;
            var at = ((i + wordCount) * width) + j + partCount;
            if (total < cost[at])
            {
                (cost[at], from[at]) = (total, (wordCount, partCount));
            }
        }

        (double Start, double End)[] Trace()
        {
            var result = new (double Start, double End)[words.Count];
            var (i, j) = (words.Count, parts.Count);
            while (i > 0 || j > 0)
            {
                var step = from[(i * width) + j];
                (i, j) = (i - step.Words, j - step.Parts);
                var letters = words.Skip(i).Take(step.Words).Sum(w => Math.Max(1, w.Length));
                var at = 0.0;
                for (var k = 0; k < step.Words; k++)
                {
                    var share = (double)step.Parts * Math.Max(1, words[i + k].Length) / letters;
                    result[i + k] = (j + at, j + at + share);
                    at += share;
                }
            }

            return result;
        }
    }
}
