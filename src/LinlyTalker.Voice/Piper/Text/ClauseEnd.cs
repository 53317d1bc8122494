namespace LinlyTalker.Voice.Piper.Text;

/// <summary>
/// How a clause ends. espeak-ng 1.51 does not tell; it is read from the text that the clause consumed.
/// </summary>
/// <param name="Mark">The sign that the voice hears: one of <c>. ? ! , : ;</c>, or <c>'\0'</c>.</param>
internal readonly record struct ClauseEnd(char Mark, bool EndsSentence)
{
    private const string Signs = ".,:;?!—–…";
    private const string Closing = "\"'”’)]";
    private const string Blanks = " \t\r\n";

    /// <param name="said">What the clause consumed: unless it is the last, with one character of look-ahead.</param>
    public static ClauseEnd Of(ReadOnlySpan<char> said, bool isLast)
    {
        if (!isLast && said.Length > 0 && !Closing.Contains(said[^1], StringComparison.Ordinal))
        {
            said = said[..^(said.Length > 1 && char.IsSurrogatePair(said[^2], said[^1]) ? 2 : 1)];
        }

        // A blank line ends a sentence, without a mark.
        var ends = isLast || said[said.TrimEnd(Blanks).Length..].Count('\n') > 1;
        said = said.TrimEnd(Blanks + Closing + "»");
        if (said.Length > 0 && "。？！".Contains(said[^1], StringComparison.Ordinal))
        {
            return new('\0', true);
        }

        var run = said[said.TrimEnd(Signs).Length..];
        if (run.IsEmpty || run[0] == '…' || run.StartsWith(".."))
        {
            return new('\0', ends);
        }

        var mark = run[0] is '—' or '–' ? ';' : run[0];
        return new(mark, ends || mark is '.' or '?' or '!');
    }
}
