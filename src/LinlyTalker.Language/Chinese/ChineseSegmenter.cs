using LinlyTalker.Core.Flow;

namespace LinlyTalker.Language.Chinese;

/// <summary>
/// Cuts Chinese text into words: of all ways to cover it with dictionary words and single characters, the most probable
/// (one pass from right to left). Probabilities are Zipf's: the word of rank r has one proportional to 1 / (r + 10).
/// </summary>
public sealed class ChineseSegmenter(ChineseLexicon lexicon)
{
    // -ln p. A single character is dearer than any listed word of two, so words win over characters.
    private const double CharacterCost = 14;
    private const double WordCost = 4;

    /// <summary>The ranges of the words of <paramref name="text"/>, in order and without gaps; other scripts stay one by one.</summary>
    public IReadOnlyList<TextRange> Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cost = new double[text.Length + 1];
        var length = new int[text.Length];
        for (var start = text.Length - 1; start >= 0; start--)
        {
            cost[start] = CharacterCost + cost[start + 1];
            length[start] = 1;
            var longest = Han.Is(text[start]) ? Math.Min(lexicon.LongestWord, text.Length - start) : 1;
            for (var size = 2; size <= longest && Han.Is(text[start + size - 1]); size++)
            {
                var rank = lexicon.Rank(text.AsSpan(start, size));
                var candidate = rank < 0 ? double.MaxValue : WordCost + Math.Log(rank + 10) + cost[start + size];
                if (candidate < cost[start])
                {
                    cost[start] = candidate;
                    length[start] = size;
                }
            }
        }

        var words = new List<TextRange>();
        for (var start = 0; start < text.Length; start += length[start])
        {
            words.Add(new TextRange(start, length[start]));
        }

        return words;
    }
}
