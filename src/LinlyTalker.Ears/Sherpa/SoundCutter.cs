namespace LinlyTalker.Ears.Sherpa;

/// <summary>Cuts long sound where it is quietest, into stretches that a model can take.</summary>
internal static class SoundCutter
{
    private const int SampleRate = 16000;
    private const int Window = SampleRate / 10;

    /// <param name="longest">Samples of a stretch at most.</param>
    /// <returns>Where each stretch begins and ends.</returns>
    public static IEnumerable<Range> Cut(ReadOnlyMemory<float> samples, int longest)
    {
        var start = 0;
        while (samples.Length - start > longest)
        {
            var end = Quietest(samples.Span, start + (longest * 2 / 3), start + longest);
            yield return start..end;
            start = end;
        }

        yield return start..samples.Length;
    }

    private static int Quietest(ReadOnlySpan<float> samples, int from, int to)
    {
        var (best, energy) = (to, double.MaxValue);
        for (var at = from; at + Window <= to; at += Window / 2)
        {
            var sum = 0.0;
            foreach (var sample in samples.Slice(at, Window))
            {
                sum += (double)sample * sample;
            }

            if (sum < energy)
            {
                (best, energy) = (at + (Window / 2), sum);
            }
        }

        return best;
    }
}
