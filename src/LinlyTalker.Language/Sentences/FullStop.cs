namespace LinlyTalker.Language.Sentences;

/// <summary>A single full stop before white space: the word that it stands behind decides.</summary>
internal static class FullStop
{
    /// <summary>Words that an opening phrase such as "At 6 p.m." may have.</summary>
    private const int OpeningWords = 3;

    /// <param name="stop">Where it stands.</param>
    /// <param name="end">Behind it and the quotes and brackets that trail it.</param>
    public static Verdict Judge(ReadOnlySpan<char> text, int stop, int end, bool isComplete, bool countsWithStop)
    {
        var start = stop;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '\''))
        {
            start--;
        }

        var word = text[start..stop];
        if (word.IsEmpty)
        {
            return Verdict.Yes;
        }

        if (IsShortNumber(word))
        {
            var opensLine = text[..start].TrimEnd(' ') is var lead && (lead.IsEmpty || lead[^1] == '\n');
            return opensLine || (countsWithStop && word.Length <= 2) ? Verdict.No : Verdict.Yes;
        }

        if (Abbreviations.LeadsOn(word))
        {
            return Verdict.No;
        }

        var isInitial = word.Length == 1 && char.IsUpper(word[0]);
        var isAbbreviation = isInitial || HasStops(word) || Abbreviations.MayLeadOn(word);
        if (!isAbbreviation)
        {
            return Verdict.Yes;
        }

        if (!LookAhead.NextWord(text, end, isComplete, out var next))
        {
            return Verdict.Wait;
        }

        if (next.IsEmpty || Abbreviations.StartsSentence(next))
        {
            return isInitial || text[..start].Count(' ') >= OpeningWords || word is "No" ? Verdict.Yes : Verdict.No;
        }

        // "J. Smith", "the U.S. Senate", "No. 5" and "etc. in" go on; "11 a.m. Monday" does too, "etc. Monday" does not.
        return word is "etc" && char.IsUpper(next[0]) ? Verdict.Yes : Verdict.No;
    }

    /// <summary>"U.S", "Ph.D", "p.m"; not "example.org", not "v2.0".</summary>
    private static bool HasStops(ReadOnlySpan<char> word)
    {
        var letters = 0;
        foreach (var c in word)
        {
            letters = c == '.' ? 0 : char.IsLetter(c) ? letters + 1 : int.MaxValue / 2;
            if (letters > 2)
            {
                return false;
            }
        }

        return word.Contains('.');
    }

    private static bool IsShortNumber(ReadOnlySpan<char> word) => word.Length <= 3 && !word.ContainsAnyExceptInRange('0', '9');
}
