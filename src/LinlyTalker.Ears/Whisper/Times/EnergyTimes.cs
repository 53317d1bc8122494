using LinlyTalker.Core.Flow;

namespace LinlyTalker.Ears.Whisper.Times;

/// <summary>
/// When words are said, by the sound alone: between two known times the loud windows are shared out by the words' lengths,
/// and each border moves to the quietest window near it.
/// </summary>
internal static class EnergyTimes
{
    /// <summary>Windows to either side that a border may move.</summary>
    private const int Reach = 8;

    /// <param name="lengths">Of each word, in letters.</param>
    /// <param name="span">In which they are said.</param>
    public static IReadOnlyList<SampleSpan> Place(IReadOnlyList<int> lengths, SampleSpan span, Envelope sound)
    {
        var first = (int)Math.Min(span.Start / Envelope.Window, sound.Length);
        var end = (int)Math.Clamp((span.End + Envelope.Window - 1) / Envelope.Window, first, sound.Length);
        var loud = Enumerable.Range(first, end - first).Where(sound.IsLoud).ToList();
        if (loud.Count == 0)
        {
            loud = [.. Enumerable.Range(first, end - first)];
        }

        var total = lengths.Sum(Weight);
        var borders = new long[lengths.Count + 1];
        (borders[0], borders[^1]) = loud.Count == 0
            ? (span.Start, span.End)
            : ((long)loud[0] * Envelope.Window, Math.Min(span.End, (loud[^1] + 1L) * Envelope.Window));
        var before = 0;
        for (var i = 1; i < lengths.Count; i++)
        {
            before += Weight(lengths[i - 1]);
            borders[i] = loud.Count == 0
                ? span.Start
                : Math.Clamp(
                    (long)Quietest(sound, loud[Math.Min(loud.Count - 1, loud.Count * before / total)], first, end) * Envelope.Window,
                    borders[i - 1],
                    borders[^1]);
        }

        return [.. lengths.Select((_, i) => new SampleSpan(borders[i], Math.Max(borders[i], borders[i + 1])))];
    }

    /// <summary>A word of one letter lasts longer than a letter.</summary>
    private static int Weight(int letters) => letters + 1;

    private static int Quietest(Envelope sound, int near, int first, int end)
    {
        var best = near;
        for (var i = Math.Max(first, near - Reach); i < Math.Min(end, near + Reach); i++)
        {
            best = sound[i] < sound[best] ? i : best;
        }

        return best;
    }
}
