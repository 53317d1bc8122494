namespace LinlyTalker.Ears.Whisper;

/// <summary>Cuts a long sound at its silences into pieces that the network can take.</summary>
internal static class SilenceCutter
{
    private const int SampleRate = 16000;
    private const int Shortest = 18 * SampleRate;
    private const int Longest = 28 * SampleRate;
    private const int Window = SampleRate / 5;
    private const int Step = SampleRate / 50;

    /// <returns>Where each piece begins and ends; together they are the whole.</returns>
    public static IEnumerable<Range> Cut(ReadOnlyMemory<float> samples)
    {
        var start = 0;
        while (samples.Length - start > Longest)
        {
            var end = start + Quietest(samples.Span.Slice(start, Longest));
            yield return start..end;
            start = end;
        }

        yield return start..samples.Length;
    }

    /// <summary>The middle of the quietest 0.2 s; of equals the last, for long pieces are heard better.</summary>
    private static int Quietest(ReadOnlySpan<float> piece)
    {
        var (best, least) = (piece.Length, double.MaxValue);
        for (var at = Shortest; at + Window <= piece.Length; at += Step)
        {
            var energy = 0.0;
            foreach (var sample in piece.Slice(at, Window))
            {
                energy += (double)sample * sample;
            }

            if (energy <= least)
            {
                (best, least) = (at + (Window / 2), energy);
            }
        }

        return best;
    }
}
