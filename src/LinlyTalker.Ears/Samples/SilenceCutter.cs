namespace LinlyTalker.Ears.Samples;

/// <summary>Cuts a long sound at its silences into pieces that a network can take.</summary>
internal static class SilenceCutter
{
    private const int SampleRate = 16000;
    private const int Window = SampleRate / 5;
    private const int Step = SampleRate / 50;

    /// <param name="samples">Mono at 16 kHz.</param>
    /// <param name="shortest">Samples of a piece at least, but for the last.</param>
    /// <param name="longest">Samples of a piece at most.</param>
    /// <returns>Where each piece begins and ends; together they are the whole.</returns>
    public static IEnumerable<Range> Cut(ReadOnlyMemory<float> samples, int shortest, int longest)
    {
        var start = 0;
        while (samples.Length - start > longest)
        {
            var end = start + Quietest(samples.Span.Slice(start, longest), shortest);
            yield return start..end;
            start = end;
        }

        yield return start..samples.Length;
    }

    /// <summary>The middle of the quietest 0.2 s; of equals the last, for long pieces are heard better.</summary>
    private static int Quietest(ReadOnlySpan<float> piece, int shortest)
    {
        var (best, least) = (piece.Length, double.MaxValue);
        for (var at = shortest; at + Window <= piece.Length; at += Step)
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
