namespace LinlyTalker.Language.Sentences;

/// <summary>
/// Finds where sentences end in a text that is still growing. It reads each character once, and what it finds does
/// not depend on how the text came: a border is given as soon as no continuation can move it.
/// </summary>
/// <param name="limit">
/// Length at which a sentence without end is parted at a clause; an ideograph counts for three.
/// </param>
internal sealed class SentenceBorders(int limit)
{
    private const int IdeographWeight = 3;

    /// <summary>A bracket or quote that is not closed within so many characters was not meant as one.</summary>
    private const int LongestBracket = 160;

    /// <summary>How far behind a sign is looked before a border is decided.</summary>
    private const int LongestLook = 64;

    /// <summary>Words that an opening phrase such as "At 6 p.m." may have.</summary>
    private const int OpeningWords = 3;

    private int at;
    private int weight;
    private int depth;
    private int opened;
    private bool inStraightQuote;
    private int lastClause;
    private int lastSpace;

    private enum Verdict
    {
        No,
        Yes,

        /// <summary>What follows decides, and it is not here yet.</summary>
        Wait,
    }

    /// <summary>
    /// The length of the first sentence of <paramref name="text"/>, trailing signs and one white space included;
    /// 0 while that is not sure. After a find the next call gets the text behind it.
    /// </summary>
    /// <param name="text">All that is left of the text: what the last call saw, and what came since.</param>
    /// <param name="isComplete">No more text comes.</param>
    /// <param name="countsWithStop">The language writes ordinals as "3." (German, Czech, Finnish …).</param>
    public int Find(ReadOnlySpan<char> text, bool isComplete, bool countsWithStop)
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (weight >= limit)
            {
                return Reset(Part(text));
            }

            if (c is '\n')
            {
                switch (EndsAtLine(text, isComplete))
                {
                    case Verdict.Wait:
                        return 0;
                    case Verdict.Yes:
                        return Reset(at + 1);
                }
            }
            else if (Punctuation.Ends(c))
            {
                var end = Run(text, at);
                if (end == text.Length && end - at < LongestLook && !isComplete)
                {
                    return 0;
                }

                var before = (at, depth, inStraightQuote);
                Follow(text, end);
                switch (Judge(text, before.at, end, isComplete, countsWithStop))
                {
                    case Verdict.Wait:
                        (at, depth, inStraightQuote) = before;
                        return 0;
                    case Verdict.Yes:
                        return Reset(end < text.Length && char.IsWhiteSpace(text[end]) ? end + 1 : end);
                }

                continue;
            }

            Follow(text, at + 1);
        }

        return isComplete && text.Length > 0 ? Reset(text.Length) : 0;
    }

    /// <summary>Passes over characters, and keeps count of brackets, quotes and clauses.</summary>
    private void Follow(ReadOnlySpan<char> text, int end)
    {
        for (; at < end; at++)
        {
            var c = text[at];
            weight += Punctuation.IsIdeographic(c) ? IdeographWeight : 1;
            var before = at > 0 ? text[at - 1] : ' ';
            if (Punctuation.Opens(c))
            {
                opened = depth++ == 0 ? at : opened;
            }
            else if (Punctuation.Closes(c))
            {
                depth = Math.Max(0, depth - 1);
            }
            else if (c == '"' && (inStraightQuote || !char.IsLetterOrDigit(before)))
            {
                // A quote after a digit is an inch sign.
                inStraightQuote = !inStraightQuote;
                opened = inStraightQuote && depth == 0 ? at : opened;
            }

            if (char.IsWhiteSpace(c))
            {
                lastSpace = at + 1;
                lastClause = Punctuation.PartsClauses(before) ? at + 1 : lastClause;
            }
            else if (Punctuation.PartsClauses(c) && Punctuation.IsIdeographic(c))
            {
                lastClause = at + 1;
            }
        }
    }

    private Verdict Judge(ReadOnlySpan<char> text, int first, int end, bool isComplete, bool countsWithStop)
    {
        if ((depth > 0 || inStraightQuote) && first - opened < LongestBracket && !(isComplete && end == text.Length))
        {
            return Verdict.No;
        }

        var runEnd = first;
        var isFirm = false;
        while (runEnd < end && Punctuation.Ends(text[runEnd]))
        {
            isFirm |= Punctuation.EndsAlways(text[runEnd++]);
        }

        if (isFirm || end == text.Length || end - first == LongestLook)
        {
            return Verdict.Yes;
        }

        var next = text[end];
        if (!char.IsWhiteSpace(next))
        {
            // "3.14", "a.b@c.d", "example.org/?q=1"; but "OK.好的" and "嗯……我想" are two sentences.
            return Punctuation.IsIdeographic(next) || (text[first] == '…' && first > 0 && Punctuation.IsIdeographic(text[first - 1]))
                ? Verdict.Yes
                : Verdict.No;
        }

        var isEllipsis = text[first] == '…' || runEnd - first > 1 && text[first..runEnd].Trim('.').IsEmpty;
        if (isEllipsis || (end > runEnd && text[runEnd..end].IndexOfAny("\"”’'") >= 0))
        {
            // "Well... maybe", "'Really?' he asked": a small letter goes on.
            return NextWord(text, end, isComplete, out var following)
                ? following.IsEmpty || !char.IsLower(following[0]) ? Verdict.Yes : Verdict.No
                : Verdict.Wait;
        }

        return text[first] == '.' && runEnd == first + 1
            ? JudgeStop(text, first, end, isComplete, countsWithStop)
            : Verdict.Yes;
    }

    /// <summary>A single full stop before white space: the word that it stands behind decides.</summary>
    private static Verdict JudgeStop(ReadOnlySpan<char> text, int stop, int end, bool isComplete, bool countsWithStop)
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

        if (!NextWord(text, end, isComplete, out var next))
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

    /// <summary>False while the next word may still grow.</summary>
    private static bool NextWord(ReadOnlySpan<char> text, int from, bool isComplete, out ReadOnlySpan<char> word)
    {
        var limit = from + LongestLook;
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

    /// <summary>A blank line ends a sentence, and so does a line before an item of a list.</summary>
    private Verdict EndsAtLine(ReadOnlySpan<char> text, bool isComplete)
    {
        if (text[..at].Trim().IsEmpty)
        {
            return Verdict.No;
        }

        for (var next = at + 1; next < text.Length; next++)
        {
            switch (text[next])
            {
                case '\n':
                case ' ' when next - at > LongestLook:
                    return Verdict.Yes;
                case ' ' or '\t' or '\r':
                    continue;
                case '-' or '*' or '•' or '+':
                    return next + 1 < text.Length
                        ? text[next + 1] is ' ' or '\t' ? Verdict.Yes : Verdict.No
                        : isComplete ? Verdict.No : Verdict.Wait;
                case var digit when char.IsAsciiDigit(digit):
                    return OpensItem(text, next, isComplete);
                default:
                    return Verdict.No;
            }
        }

        return isComplete ? Verdict.No : Verdict.Wait;
    }

    /// <summary>"12. " or "3) " at the beginning of a line.</summary>
    private static Verdict OpensItem(ReadOnlySpan<char> text, int digits, bool isComplete)
    {
        var end = digits;
        while (end < text.Length && end - digits < 3 && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end + 1 < text.Length
            ? text[end] is '.' or ')' && text[end + 1] == ' ' ? Verdict.Yes : Verdict.No
            : isComplete ? Verdict.No : Verdict.Wait;
    }

    /// <summary>The end of the run of ending signs at <paramref name="first"/> and of what trails them.</summary>
    private static int Run(ReadOnlySpan<char> text, int first)
    {
        var end = first;
        var limit = Math.Min(text.Length, first + LongestLook);
        while (end < limit && Punctuation.Ends(text[end]))
        {
            end++;
        }

        while (end < limit && Punctuation.Trails(text[end]))
        {
            end++;
        }

        return end;
    }

    /// <summary>Where a sentence that has grown too long is parted: a clause, else a space, else here.</summary>
    private int Part(ReadOnlySpan<char> text)
    {
        if (lastClause > at / 3)
        {
            return lastClause;
        }

        if (lastSpace > at / 3)
        {
            return lastSpace;
        }

        return char.IsLowSurrogate(text[at]) && at > 1 ? at - 1 : at;
    }

    private int Reset(int length)
    {
        at = weight = depth = opened = lastClause = lastSpace = 0;
        inStraightQuote = false;
        return length;
    }
}
