using LinlyTalker.Native.PocketSphinx;

namespace LinlyTalker.Ears.Alignment;

/// <summary>Gives aligned phones back to the words whose pronunciations they are.</summary>
internal static class AlignedWords
{
    /// <param name="phones">All phones of the text, in order.</param>
    /// <param name="words">For each word its pronunciations; one of each was said.</param>
    /// <param name="mayEndEarly">The phones may be those of the first words only.</param>
    /// <returns>For each word, as far as they go, how many phones are its own; null where they do not fit.</returns>
    public static IReadOnlyList<int>? Lengths(
        IReadOnlyList<AlignedPhone> phones, IReadOnlyList<IReadOnlyList<string>> words, bool mayEndEarly = false)
    {
        // Which phone each word may begin at, and by which length of the word before it gets there.
        var reached = new int[words.Count + 1, phones.Count + 1];
        reached[0, 0] = -1;
        for (var word = 0; word < words.Count; word++)
        {
            for (var at = 0; at <= phones.Count; at++)
            {
                if (reached[word, at] == 0)
                {
                    continue;
                }

                foreach (var pronunciation in words[word])
                {
                    var length = Match(phones, at, pronunciation);
                    if (length > 0)
                    {
                        reached[word + 1, at + length] = length;
                    }
                }
            }
        }

        var said = words.Count;
        while (mayEndEarly && said > 0 && reached[said, phones.Count] == 0)
        {
            said--;
        }

        if (said == 0 || reached[said, phones.Count] == 0)
        {
            return null;
        }

        var lengths = new int[said];
        for (var (word, at) = (said, phones.Count); word > 0; word--)
        {
            lengths[word - 1] = reached[word, at];
            at -= lengths[word - 1];
        }

        return lengths;
    }

    /// <summary>How many phones a pronunciation takes here; 0 where it does not stand here.</summary>
    private static int Match(IReadOnlyList<AlignedPhone> phones, int at, string pronunciation)
    {
        var length = 0;
        foreach (var range in pronunciation.AsSpan().Split(' '))
        {
            if (at + length >= phones.Count || !pronunciation.AsSpan()[range].SequenceEqual(phones[at + length].Phone))
            {
                return 0;
            }

            length++;
        }

        return length;
    }
}
