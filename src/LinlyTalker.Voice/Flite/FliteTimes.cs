using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Normalisation;
using LinlyTalker.Language.Phonemes;
using LinlyTalker.Native.Flite;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Flite;

/// <summary>Flite's phones as IPA spans, and its words as ranges of the written text.</summary>
internal static class FliteTimes
{
    public static SaidSentence Read(FliteSpeech speech, IReadOnlyList<SpokenWord> words)
    {
        var phonemes = new List<PhonemeSpan>();
        var spans = new List<WordSpan>();
        long start = 0;
        foreach (var phone in speech.Phones)
        {
            // Flite's last phone may end some samples behind its wave.
            var end = Math.Clamp((long)Math.Round(phone.End * speech.SampleRate), start, speech.Samples.Length);
            PhonemeSpans.Add(phonemes, Arpabet.Read(phone.Name), new SampleSpan(start, end), phone.Stress);
            if (phone.Word >= 0 && phone.Word < words.Count)
            {
                WordSpans.Extend(spans, words[phone.Word].Source, new SampleSpan(start, end));
            }

            start = end;
        }

        if (start < speech.Samples.Length)
        {
            phonemes.Add(new("", new SampleSpan(start, speech.Samples.Length)));
        }

        return new(speech.Samples, speech.SampleRate, phonemes, spans);
    }
}
