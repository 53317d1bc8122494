using LinlyTalker.Core.Flow;

namespace LinlyTalker.Voice.Syllables;

/// <summary>Speech as it grows, at <see cref="SyllableBank.SampleRate"/>.</summary>
public sealed class JoinedSpeech
{
    private readonly List<float> samples = [];

    public int Length => samples.Count;

    public List<PhonemeSpan> Phonemes { get; } = [];

    public float[] ToArray() => [.. samples];

    /// <summary>Adds sound that overlaps the last <paramref name="overlap"/> samples in a linear cross-fade.</summary>
    /// <returns>Where it begins to be heard: the middle of the fade.</returns>
    public int Add(ReadOnlySpan<float> sound, int overlap)
    {
        overlap = Math.Min(overlap, Math.Min(samples.Count, sound.Length / 3));
        var start = samples.Count - overlap;
        for (var i = 0; i < overlap; i++)
        {
            var weight = (i + 0.5f) / overlap;
            samples[start + i] = (samples[start + i] * (1 - weight)) + (sound[i] * weight);
        }

        samples.AddRange(sound[overlap..]);
        return start + (overlap / 2);
    }

    public void AddSilence(int count)
    {
        Phonemes.Add(new("", new(samples.Count, samples.Count + count)));
        samples.AddRange(Enumerable.Repeat(0f, count));
    }

    /// <summary>The last phoneme ends where the next begins, in the middle of a fade.</summary>
    public void CutPhonemesAt(long position)
    {
        if (Phonemes is [.., var last] && last.Span.End > position)
        {
            Phonemes[^1] = last with { Span = new(Math.Min(last.Span.Start, position), position) };
        }
    }

    /// <summary>Lets the last <paramref name="count"/> samples die away.</summary>
    public void FadeOut(int count)
    {
        count = Math.Min(count, samples.Count);
        for (var i = 0; i < count; i++)
        {
            samples[samples.Count - 1 - i] *= (float)i / count;
        }
    }
}
