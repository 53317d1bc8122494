using LinlyTalker.Core.Flow;

namespace LinlyTalker.Ears.Whisper.Times;

/// <summary>
/// Finds what a decoder wrote down once more after the sound was over: the words before, in no time. A person who says
/// something twice needs the time to say it.
/// </summary>
internal static class UnsaidRepeat
{
    /// <summary>Of 16 kHz: nobody says a word in 60 ms, nor several words in 60 ms each.</summary>
    private const long ShortestWord = 960;

    /// <summary>A single word is often said twice, and its place is less sure.</summary>
    private const int FewestWords = 2;

    /// <returns>How many words at the end were not said.</returns>
    public static int Count(IReadOnlyList<Word> words)
    {
        for (var count = words.Count / 2; count >= FewestWords; count--)
        {
            var first = words.Count - count;
            if (words[^1].Span.End - words[first].Span.Start < count * ShortestWord
                && Enumerable.Range(first, count).All(i => IsSame(words[i].Text, words[i - count].Text)))
            {
                return count + Count([.. words.Take(first)]);
            }
        }

        return 0;
    }

    private static bool IsSame(string one, string other) => string.Equals(Letters(one), Letters(other), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string word) => string.Concat(word.Where(char.IsLetterOrDigit));
}
