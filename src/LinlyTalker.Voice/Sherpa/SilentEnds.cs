namespace LinlyTalker.Voice.Sherpa;

/// <summary>
/// Takes the silence off both ends of a sentence: models leave up to a third of a second there, and the pause behind a
/// sentence is the router's to give.
/// </summary>
internal static class SilentEnds
{
    /// <summary>So far below the loudest window a window is silent: breath and the ends of sounds are above.</summary>
    private const float Silent = 0.003f; // −50 dB of amplitude

    private const double Before = 0.03;
    private const double After = 0.06;

    public static ReadOnlySpan<float> Trim(ReadOnlySpan<float> samples, int sampleRate)
    {
        var window = sampleRate / 100;
        var count = samples.Length / window;
        var levels = new float[count];
        for (var i = 0; i < count; i++)
        {
            foreach (var sample in samples.Slice(i * window, window))
            {
                levels[i] = Math.Max(levels[i], Math.Abs(sample));
            }
        }

        var limit = count == 0 ? 0 : levels.Max() * Silent;
        var (first, last) = (Array.FindIndex(levels, level => level > limit), Array.FindLastIndex(levels, level => level > limit));
        if (first < 0)
        {
            return samples;
        }

        var start = Math.Max(0, (first * window) - (int)(Before * sampleRate));
        var end = Math.Min(samples.Length, ((last + 1) * window) + (int)(After * sampleRate));

        // The last piece of less than a window was not looked at: it stays where the sound goes to the end.
        return samples[start..(last == count - 1 ? samples.Length : end)];
    }
}
