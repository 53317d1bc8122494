namespace LinlyTalker.Language.Chinese.Speech;

/// <summary>
/// The feet of a breath: a word of several syllables is one, single syllables go in pairs from the left, and one that is
/// left over goes with what follows (小+雨伞) or, at the end, with what is before. Third tones change inside a foot and
/// not across its border.
/// </summary>
internal static class SpeechFeet
{
    private const string Numbers = "一二两三四五六七八九十几每";

    public static List<Range> Of(ReadOnlySpan<Syllable> syllables)
    {
        var feet = new List<Range>();
        var single = -1;
        for (var start = 0; start < syllables.Length;)
        {
            var end = UnitEnd(syllables, start);
            if (end - start == 1 && single < 0)
            {
                single = start;
            }
            else
            {
                feet.Add((single < 0 ? start : single)..end);
                single = -1;
            }

            start = end;
        }

        if (single >= 0)
        {
            var first = feet.Count > 0 ? feet[^1].Start : single;
            feet.RemoveRange(Math.Max(0, feet.Count - 1), Math.Min(1, feet.Count));
            feet.Add(first..syllables.Length);
        }

        return feet;
    }

    /// <summary>A word; a number goes with its measure word.</summary>
    private static int UnitEnd(ReadOnlySpan<Syllable> syllables, int start)
    {
        var end = WordEnd(syllables, start);
        var counts = end - start == 1 && Numbers.Contains(syllables[start].Character, StringComparison.Ordinal);
        return counts && end < syllables.Length && WordEnd(syllables, end) == end + 1 ? end + 1 : end;
    }

    private static int WordEnd(ReadOnlySpan<Syllable> syllables, int start)
    {
        var end = start + 1;
        while (end < syllables.Length && syllables[end].Word == syllables[start].Word)
        {
            end++;
        }

        return end;
    }
}
