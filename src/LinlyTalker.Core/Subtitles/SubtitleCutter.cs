using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Subtitles;

/// <summary>
/// Cuts utterances into subtitles that can be read: two lines of 42 letters, at most six seconds, at least one, never
/// two at a time.
/// </summary>
public static class SubtitleCutter
{
    private const int LineLength = 42;
    private const int MostLines = 2;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <param name="utterances">Final ones, in order.</param>
    public static IEnumerable<Subtitle> Cut(IEnumerable<Utterance> utterances)
    {
        Subtitle? waiting = null;
        foreach (var next in utterances.SelectMany(Cut))
        {
            if (waiting is not null)
            {
                yield return waiting with { End = Until(waiting, next.Start) };
            }

            waiting = next;
        }

        if (waiting is not null)
        {
            yield return waiting with { End = Until(waiting, TimeSpan.MaxValue) };
        }
    }

    private static TimeSpan Until(Subtitle subtitle, TimeSpan next)
    {
        var readable = subtitle.Start + Shortest;
        var end = subtitle.End > readable ? subtitle.End : readable;
        return end < next ? end : next;
    }

    private static IEnumerable<Subtitle> Cut(Utterance utterance)
    {
        var lines = new List<string>();
        var (start, end) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var word in utterance.Words)
        {
            var (from, to) = (word.Span.StartTime(utterance.SampleRate), word.Span.EndTime(utterance.SampleRate));
            var fits = lines.Count > 0 && lines[^1].Length + 1 + word.Text.Length <= LineLength;
            if (lines.Count > 0 && (to - start > Longest || (!fits && lines.Count == MostLines)))
            {
                yield return new Subtitle(start, end, [.. lines]);
                lines.Clear();
                fits = false;
            }

            if (lines.Count == 0)
            {
                start = from;
            }

            if (fits)
            {
                lines[^1] += $" {word.Text}";
            }
            else
            {
                lines.Add(word.Text);
            }

            end = to;
        }

        if (lines.Count > 0)
        {
            yield return new Subtitle(start, end, [.. lines]);
        }
    }
}
