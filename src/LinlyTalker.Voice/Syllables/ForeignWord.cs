using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Syllables;

/// <summary>What another engine said, put into a breath without the silence around it.</summary>
internal static class ForeignWord
{
    private const int Edge = SyllableBank.SampleRate / 100;

    public static void Append(SaidSentence said, float gain, JoinedSpeech speech, out SampleSpan span)
    {
        var scale = (double)SyllableBank.SampleRate / said.SampleRate;
        var samples = Resampler.Resample(said.Samples, said.SampleRate, SyllableBank.SampleRate);
        var sounds = said.Phonemes.Where(p => p.Ipa.Length > 0).ToList();
        var first = sounds.Count == 0 ? 0 : Scale(sounds[0].Span.Start);
        var last = sounds.Count == 0 ? samples.Length : Scale(sounds[^1].Span.End);
        var kept = samples[first..last];
        for (var i = 0; i < kept.Length; i++)
        {
            var edge = Math.Min(1, Math.Min(i, kept.Length - 1 - i) / (float)Edge);
            kept[i] *= gain * edge;
        }

        var start = speech.Length;
        speech.Add(kept, 0);
        speech.Phonemes.AddRange(sounds.Select(p =>
            p with { Span = new(start + Scale(p.Span.Start) - first, start + Scale(p.Span.End) - first) }));
        span = new(start, speech.Length);

        int Scale(long at) => (int)Math.Clamp(Math.Round(at * scale), 0, samples.Length);
    }
}
