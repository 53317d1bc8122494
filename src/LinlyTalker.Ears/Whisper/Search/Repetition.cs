namespace LinlyTalker.Ears.Whisper.Search;

/// <summary>Finds the loop that a decoder falls into when it has lost the sound.</summary>
internal static class Repetition
{
    private const int LongestPhrase = 24;
    private const int LeastTimes = 4;

    /// <summary>Shorter loops may be meant: "no, no, no, no", a number of zeros.</summary>
    private const int LeastTokens = 12;

    /// <summary>Whether the end says one phrase again and again.</summary>
    /// <param name="kept">How many tokens are left when the phrase is said once.</param>
    public static bool EndsIn(IReadOnlyList<int> tokens, out int kept)
    {
        for (var phrase = 1; phrase <= LongestPhrase && phrase * LeastTimes <= tokens.Count; phrase++)
        {
            var same = 0;
            while (same + phrase < tokens.Count && tokens[tokens.Count - 1 - same] == tokens[tokens.Count - 1 - same - phrase])
            {
                same++;
            }

            if (same + phrase >= Math.Max(LeastTokens, phrase * LeastTimes))
            {
                kept = tokens.Count - same;
                return true;
            }
        }

        kept = tokens.Count;
        return false;
    }
}
