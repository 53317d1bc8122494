using LinlyTalker.Core.Flow;

namespace LinlyTalker.Voice.Aligned;

/// <summary>Where there is speech in a sound that holds little else: told by energy, in frames of 10 ms.</summary>
internal static class SoundStretches
{
    private const int FramesPerSecond = 100;

    /// <summary>Below the loudest frame; a voice made by a machine has no other noise.</summary>
    private const double QuietDecibels = -35;

    /// <summary>Shorter silences belong to plosives.</summary>
    private const int ShortestPause = 12;

    /// <returns>In order, without overlap; none where all is silent.</returns>
    public static IReadOnlyList<SampleSpan> Find(ReadOnlySpan<float> samples, int sampleRate)
    {
        var frame = Math.Max(1, sampleRate / FramesPerSecond);
        var powers = new double[(samples.Length + frame - 1) / frame];
        for (var i = 0; i < powers.Length; i++)
        {
            foreach (var sample in samples[(i * frame)..Math.Min(samples.Length, (i + 1) * frame)])
            {
                powers[i] += sample * (double)sample;
            }
        }

        var least = (powers.Length > 0 ? powers.Max() : 0) * Math.Pow(10, QuietDecibels / 10);
        var stretches = new List<SampleSpan>();
        if (least <= 0)
        {
            return stretches;
        }

        for (var i = 0; i < powers.Length; i++)
        {
            if (powers[i] < least)
            {
                continue;
            }

            var span = new SampleSpan((long)i * frame, Math.Min(samples.Length, (long)(i + 1) * frame));
            if (stretches.Count > 0 && span.Start - stretches[^1].End < (long)ShortestPause * frame)
            {
                stretches[^1] = new(stretches[^1].Start, span.End);
            }
            else
            {
                stretches.Add(span);
            }
        }

        return stretches;
    }
}
