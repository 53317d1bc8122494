namespace LinlyTalker.Language.Sentences;

/// <summary>A new line: a blank one ends a sentence, and so does one that begins with an item of a list.</summary>
internal static class LineEnd
{
    public static Verdict Judge(ReadOnlySpan<char> text, int at, bool isComplete)
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
                case ' ' when next - at > LookAhead.Longest:
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
}
