using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;
using LinlyTalker.Language.Chinese.Speech;
using LinlyTalker.Language.Phonemes;

namespace LinlyTalker.Voice.Syllables;

/// <summary>
/// Joins recorded syllables into a breath of speech: inner syllables are shortened to a speaker's pace, the last of a
/// breath keeps its length, and each fades into the next. The times of the phonemes follow from the joining itself.
/// </summary>
public sealed class SyllableJoiner(SyllableBank bank)
{
    /// <summary>Isolated syllables are slow (3.3 a second); running speech has four to five and a half.</summary>
    private const float InnerPace = 0.8f;
    private const float FinalPace = 0.95f;
    private const float NeutralPace = 0.55f;
    private const float HalfThird = 0.7f;
    private const float NeutralLevel = 0.7f;
    private const int CrossFade = SyllableBank.SampleRate * 22 / 1000;

    /// <summary>Appends one breath to <paramref name="speech"/>; syllables that nobody recorded are left out.</summary>
    /// <returns>Where each syllable is heard.</returns>
    public IReadOnlyList<(Syllable Syllable, SampleSpan Span)> Append(IReadOnlyList<Syllable> breath, float rate, JoinedSpeech speech)
    {
        var heard = new List<(Syllable Syllable, SampleSpan Span)>();
        for (var i = 0; i < breath.Count; i++)
        {
            var syllable = breath[i];
            if (bank.Find(syllable) is not { } recorded)
            {
                continue;
            }

            var neutral = syllable.Tone == 0;
            var last = i == breath.Count - 1;
            var pace = neutral ? NeutralPace : last ? FinalPace : InnerPace;
            var factor = Math.Clamp(pace / rate, 0.5f, 2f);
            var samples = TimeStretch.Apply(Said(recorded, halved: syllable.Tone == 3 && !last), SyllableBank.SampleRate, factor);
            if (neutral)
            {
                Scale(samples, NeutralLevel);
            }

            // Pitch sinks towards the end of a breath; level follows it a little.
            Scale(samples, 1.05f - (0.2f * i / Math.Max(1, breath.Count)));
            var start = speech.Add(samples, heard.Count == 0 ? 0 : CrossFade);
            var span = new SampleSpan(start, speech.Length);
            AddPhonemes(syllable, span, (int)(recorded.VowelStart * factor), speech);
            if (heard.Count > 0)
            {
                heard[^1] = heard[^1] with { Span = new(heard[^1].Span.Start, start) };
            }

            heard.Add((syllable, span));
        }

        speech.FadeOut(SyllableBank.SampleRate / 100);
        return heard;
    }

    /// <summary>A third tone falls and rises only at the end of a breath; before others it stays low.</summary>
    private static ReadOnlySpan<float> Said(RecordedSyllable recorded, bool halved) =>
        halved ? recorded.Samples.AsSpan(0, recorded.VowelStart + (int)((recorded.Samples.Length - recorded.VowelStart) * HalfThird)) : recorded.Samples;

    private static void AddPhonemes(Syllable syllable, SampleSpan span, int voiceStart, JoinedSpeech speech)
    {
        if (PinyinPhonemes.Syllable(syllable.Pinyin) is not { } sounds)
        {
            return;
        }

        speech.CutPhonemesAt(span.Start);
        var final = span.Start;
        if (sounds.Initial.Length > 0)
        {
            // A voiced initial has no onset to be found: it takes a fifth of the syllable, and none more than a half.
            var found = Math.Max(voiceStart, span.Length / 5);
            final = span.Start + Math.Min(found, span.Length / 2);
            speech.Phonemes.Add(new(sounds.Initial, new(span.Start, final)));
        }

        var rest = span.End - final;
        var share = 0f;
        foreach (var part in sounds.Final)
        {
            var from = final + (long)(rest * share);
            share += part.Share;
            speech.Phonemes.Add(new(part.Ipa, new(from, final + (long)(rest * Math.Min(1, share)))));
        }
    }

    private static void Scale(float[] samples, float factor)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] *= factor;
        }
    }
}
