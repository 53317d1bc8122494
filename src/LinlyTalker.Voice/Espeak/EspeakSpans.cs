using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Phonemes;
using LinlyTalker.Native.Espeak;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Espeak;

/// <summary>
/// espeak-ng's events as spans. An event says where something begins; it ends where the next begins. Stress is not
/// among them.
/// </summary>
internal static class EspeakSpans
{
    /// <summary>A shorter nameless event is a border between syllables, which belongs to the sound before.</summary>
    private const double ShortestPauseSeconds = 0.03;

    public static SaidSentence Read(EspeakTimes times, float[] samples, string text)
    {
        var phonemes = Phonemes(times, samples.Length);
        return new(samples, times.SampleRate, phonemes, Words(times, phonemes, text));
    }

    private static List<PhonemeSpan> Phonemes(EspeakTimes times, int length)
    {
        var shortest = (long)(ShortestPauseSeconds * times.SampleRate);
        var phonemes = new List<PhonemeSpan>();
        var start = times.Phonemes.Count > 0 ? Math.Clamp(times.Phonemes[0].Sample, 0, length) : length;
        if (start > 0)
        {
            phonemes.Add(new("", new SampleSpan(0, start)));
        }

        for (var i = 0; i < times.Phonemes.Count; i++)
        {
            var next = i + 1 < times.Phonemes.Count ? times.Phonemes[i + 1].Sample : length;
            var span = new SampleSpan(start, Math.Clamp(next, start, length));
            start = (int)span.End;
            var parts = IpaNotation.Read(times.Phonemes[i].Name);
            if (span.Length == 0)
            {
                continue;
            }

            if (parts.Count > 0)
            {
                PhonemeSpans.Add(phonemes, parts, span);
            }
            else if (phonemes.Count > 0 && (phonemes[^1].Ipa.Length == 0 || span.Length < shortest))
            {
                phonemes[^1] = phonemes[^1] with { Span = new(phonemes[^1].Span.Start, span.End) };
            }
            else
            {
                phonemes.Add(new("", span));
            }
        }

        return phonemes;
    }

    private static List<WordSpan> Words(EspeakTimes times, List<PhonemeSpan> phonemes, string text)
    {
        var starts = CodePointStarts(text);
        var words = new List<WordSpan>();
        for (var i = 0; i < times.Words.Count; i++)
        {
            var (position, length, sample) = times.Words[i];
            if (position < 0 || position >= starts.Length - 1)
            {
                continue;
            }

            var first = starts[position];
            var range = new TextRange(first, starts[Math.Min(position + length, starts.Length - 1)] - first);
            var next = i + 1 < times.Words.Count ? times.Words[i + 1].Sample : long.MaxValue;
            var sounds = phonemes.Where(p => p.Span.Start >= sample && p.Span.Start < next && p.Ipa.Length > 0).ToList();
            if (sounds.Count > 0)
            {
                words.Add(new(range, new SampleSpan(sounds[0].Span.Start, sounds[^1].Span.End)));
            }
        }

        return words;
    }

    /// <summary>Where each code point begins in UTF-16, and the end of the text.</summary>
    private static int[] CodePointStarts(string text)
    {
        var starts = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            if (i == 0 || !char.IsSurrogatePair(text, i - 1))
            {
                starts.Add(i);
            }
        }

        return [.. starts, text.Length];
    }
}
