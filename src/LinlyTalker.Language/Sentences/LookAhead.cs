namespace LinlyTalker.Language.Sentences;

/// <summary>What stands behind a sign, as far as it matters.</summary>
internal static class LookAhead
{
    /// <summary>How many characters are looked at before a border is decided.</summary>
    public const int Longest = 64;

    /// <summary>False while the next word may still grow.</summary>
    public static bool NextWord(ReadOnlySpan<char> text, int from, bool isComplete, out ReadOnlySpan<char> word)
    {
        var limit = from + Longest;
        while (from < text.Length && from < limit && (char.IsWhiteSpace(text[from]) || text[from] is '"' or '“' or '‘' or '(' or '*'))
        {
            from++;
        }

        var end = from;
        while (end < text.Length && end < limit && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        word = text[from..end];
        return isComplete || end < text.Length || end == limit;
    }
}
