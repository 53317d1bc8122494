using LinlyTalker.Core.Flow;

namespace LinlyTalker.Ears.Whisper.Times;

/// <summary>Takes the silence at its ends from a word.</summary>
internal static class SpanEdges
{
    public static SampleSpan Trim(SampleSpan word, Envelope sound)
    {
        var (first, end) = ((int)(word.Start / Envelope.Window), (int)Math.Min(sound.Length, (word.End + Envelope.Window - 1) / Envelope.Window));
        var (from, to) = (first, end);
        while (from < end && !sound.IsLoud(from))
        {
            from++;
        }

        while (to > from && !sound.IsLoud(to - 1))
        {
            to--;
        }

        return from == end
            ? word
            : new SampleSpan(
                from == first ? word.Start : (long)from * Envelope.Window,
                to == end ? word.End : (long)to * Envelope.Window);
    }
}
