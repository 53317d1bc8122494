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

    private State state;

    /// <summary>
    /// The length of the first sentence of <paramref name="text"/>, trailing signs and one white space included;
    /// 0 while that is not sure. After a find the next call gets the text behind it.
    /// </summary>
    /// <param name="text">All that is left of the text: what the last call saw, and what came since.</param>
    /// <param name="isComplete">No more text comes.</param>
    /// <param name="countsWithStop">The language writes ordinals as "3." (German, Czech, Finnish …).</param>
    public int Find(ReadOnlySpan<char> text, bool isComplete, bool countsWithStop)
    {
        while (state.At < text.Length)
        {
            var c = text[state.At];
            if (state.Weight >= limit)
            {
                return Reset(Part(text));
            }

            if (c is '\n')
            {
                switch (LineEnd.Judge(text, state.At, isComplete))
                {
                    case Verdict.Wait:
                        return 0;
                    case Verdict.Yes:
                        return Reset(state.At + 1);
                }
            }
            else if (Punctuation.Ends(c))
            {
                var end = Run(text, state.At);
                if (end == text.Length && end - state.At < LookAhead.Longest && !isComplete)
                {
                    return 0;
                }

                var before = state;
                Follow(text, end);
                switch (Judge(text, before.At, end, isComplete, countsWithStop))
                {
                    case Verdict.Wait:
                        state = before;
                        return 0;
                    case Verdict.Yes:
                        return Reset(end < text.Length && char.IsWhiteSpace(text[end]) ? end + 1 : end);
                }

                continue;
            }

            Follow(text, state.At + 1);
        }

        return isComplete && text.Length > 0 ? Reset(text.Length) : 0;
    }

    /// <summary>Passes over characters, and keeps count of brackets, quotes and clauses.</summary>
    private void Follow(ReadOnlySpan<char> text, int end)
    {
        for (; state.At < end; state.At++)
        {
            var c = text[state.At];
            state.Weight += Punctuation.IsIdeographic(c) ? IdeographWeight : 1;
            var before = state.At > 0 ? text[state.At - 1] : ' ';
            if (Punctuation.Opens(c))
            {
                state.Opened = state.Depth++ == 0 ? state.At : state.Opened;
            }
            else if (Punctuation.Closes(c))
            {
                state.Depth = Math.Max(0, state.Depth - 1);
            }
            else if (c == '"' && (state.InStraightQuote || !char.IsLetterOrDigit(before)))
            {
                // A quote after a digit is an inch sign.
                state.InStraightQuote = !state.InStraightQuote;
                state.Opened = state.InStraightQuote && state.Depth == 0 ? state.At : state.Opened;
            }

            if (char.IsWhiteSpace(c))
            {
                state.LastSpace = state.At + 1;
                state.LastClause = Punctuation.PartsClauses(before) ? state.At + 1 : state.LastClause;
            }
            else if (Punctuation.PartsClauses(c) && Punctuation.IsIdeographic(c))
            {
                state.LastClause = state.At + 1;
            }
        }
    }

    private Verdict Judge(ReadOnlySpan<char> text, int first, int end, bool isComplete, bool countsWithStop)
    {
        if ((state.Depth > 0 || state.InStraightQuote) && first - state.Opened < LongestBracket && !(isComplete && end == text.Length))
        {
            return Verdict.No;
        }

        var runEnd = first;
        var isFirm = false;
        while (runEnd < end && Punctuation.Ends(text[runEnd]))
        {
            isFirm |= Punctuation.EndsAlways(text[runEnd++]);
        }

        if (isFirm || end == text.Length || end - first == LookAhead.Longest)
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
            return LookAhead.NextWord(text, end, isComplete, out var following)
                ? following.IsEmpty || !char.IsLower(following[0]) ? Verdict.Yes : Verdict.No
                : Verdict.Wait;
        }

        return text[first] == '.' && runEnd == first + 1
            ? FullStop.Judge(text, first, end, isComplete, countsWithStop)
            : Verdict.Yes;
    }

    /// <summary>The end of the run of ending signs at <paramref name="first"/> and of what trails them.</summary>
    private static int Run(ReadOnlySpan<char> text, int first)
    {
        var end = first;
        var limit = Math.Min(text.Length, first + LookAhead.Longest);
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
        if (state.LastClause > state.At / 3)
        {
            return state.LastClause;
        }

        if (state.LastSpace > state.At / 3)
        {
            return state.LastSpace;
        }

        return char.IsLowSurrogate(text[state.At]) && state.At > 1 ? state.At - 1 : state.At;
    }

    private int Reset(int length)
    {
        state = default;
        return length;
    }

    /// <summary>What is known of the sentence that is being read.</summary>
    private struct State
    {
        /// <summary>Characters read.</summary>
        public int At;

        /// <summary>Their length, an ideograph counted for three.</summary>
        public int Weight;

        /// <summary>Brackets and paired quotes that are open, and where the outermost was opened.</summary>
        public int Depth;
        public int Opened;
        public bool InStraightQuote;

        /// <summary>Where a clause and a word last ended.</summary>
        public int LastClause;
        public int LastSpace;
    }
}
