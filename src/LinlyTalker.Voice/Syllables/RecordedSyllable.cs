namespace LinlyTalker.Voice.Syllables;

/// <summary>A recorded syllable without the silence around it, at one level.</summary>
/// <param name="Samples">At <see cref="SyllableBank.SampleRate"/>.</param>
/// <param name="VowelStart">Where its voice begins: the end of a voiceless initial, in samples.</param>
public sealed record RecordedSyllable(float[] Samples, int VowelStart)
{
    private const int Frame = SyllableBank.SampleRate / 200; // 5 ms

    /// <param name="raw">As recorded.</param>
    /// <param name="threshold">Share of the peak's energy below which it is silence.</param>
    /// <param name="level">Root mean square that the result has.</param>
    public static RecordedSyllable Trim(ReadOnlySpan<float> raw, float threshold, float level)
    {
        var energies = Energies(raw);
        var floor = energies.Max() * threshold;
        var first = Array.FindIndex(energies, e => e > floor);
        var last = Array.FindLastIndex(energies, e => e > floor);
        var from = Math.Max(0, first - 1) * Frame;
        var samples = raw[from..Math.Min(raw.Length, (last + 2) * Frame)].ToArray();
        var gain = level / MathF.Sqrt(Mean(samples) + 1e-9f);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] *= gain;
        }

        return new(samples, FindVoice(samples));
    }

    /// <summary>The first frame with a fifth of the strongest low-band energy: vowels have it, consonants have not.</summary>
    private static int FindVoice(float[] samples)
    {
        // One pole at about 500 Hz.
        var low = new float[samples.Length];
        var state = 0f;
        for (var i = 0; i < samples.Length; i++)
        {
            state += 0.13f * (samples[i] - state);
            low[i] = state;
        }

        var energies = Energies(low);
        var threshold = energies.Max() * 0.2f;
        return Math.Max(0, Array.FindIndex(energies, e => e > threshold)) * Frame;
    }

    private static float[] Energies(ReadOnlySpan<float> samples)
    {
        var energies = new float[Math.Max(1, samples.Length / Frame)];
        for (var i = 0; i < energies.Length; i++)
        {
            energies[i] = Mean(samples.Slice(i * Frame, Math.Min(Frame, samples.Length - (i * Frame))));
        }

        return energies;
    }

    private static float Mean(ReadOnlySpan<float> samples)
    {
        var sum = 0f;
        foreach (var sample in samples)
        {
            sum += sample * sample;
        }

        return samples.Length == 0 ? 0 : sum / samples.Length;
    }
}
