using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Phonemes;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Piper.Net;
using LinlyTalker.Voice.Piper.Text;

namespace LinlyTalker.Voice.Piper;

/// <summary>
/// The durations of a model's ids as spans of phonemes and words. The pad before a symbol is its own, and all of it
/// sounds one frame earlier: so the lips of 95 of 100 p and b close within 40 ms of the sound's own closure (the pad
/// after, which Piper itself takes, is 45 ms late).
/// </summary>
internal static class PiperTimes
{
    private const int LongestSymbol = 3;

    /// <summary>A longer border between words is a pause.</summary>
    private const double ShortestPauseSeconds = 0.06;

    /// <returns>Spans that count from the utterance's first sample; no phonemes where the model gave no times.</returns>
    public static (List<PhonemeSpan> Phonemes, List<WordSpan> Words) Read(
        UtteranceSymbols utterance, EncodedSymbols encoded, VitsSpeech speech, int sampleRate)
    {
        var (phonemes, words) = (new List<PhonemeSpan>(), new List<WordSpan>());
        if (speech.Starts is not { } starts)
        {
            return (phonemes, words);
        }

        var spans = encoded.Places.Select(p => p.End == 0 ? (SampleSpan?)null : new(At(p.Start - 1), At(p.End))).ToList();
        Silence(phonemes, new(0, spans.FirstOrDefault(s => s is not null)?.Start ?? speech.Length));
        Sounds(utterance.Symbols, spans, (long)(ShortestPauseSeconds * sampleRate), phonemes);
        Silence(phonemes, new(phonemes.Count > 0 ? phonemes[^1].Span.End : 0, speech.Length));
        foreach (var (start, end, source) in utterance.Words)
        {
            var own = spans.Take(end).Skip(start).Where(s => s is not null).ToList();
            if (own.Count > 0)
            {
                WordSpans.Extend(words, source, new(own[0]!.Value.Start, own[^1]!.Value.End));
            }
        }

        return (phonemes, words);

        long At(int id) => Math.Max(0, starts[Math.Clamp(id, 0, starts.Count - 1)] - speech.FrameSamples);
    }

    private static void Sounds(
        IReadOnlyList<string> symbols, List<SampleSpan?> spans, long shortestPause, List<PhonemeSpan> phonemes)
    {
        var (stress, begin) = (0, -1L); // of a stress mark that waits for its vowel, and for its sound
        for (var at = 0; at < symbols.Count;)
        {
            var count = SoundAt(symbols, spans, at);
            if (spans[at] is not { } first)
            {
                at++;
                continue;
            }

            var span = new SampleSpan(begin >= 0 ? begin : first.Start, spans[at + count - 1]!.Value.End);
            var parts = IpaNotation.Read(string.Concat(symbols.Skip(at).Take(count)));
            if (symbols[at] is "ˈ" or "ˌ")
            {
                (stress, begin) = (symbols[at] == "ˈ" ? 1 : 2, span.Start);
            }
            else if (parts.Count > 0)
            {
                PhonemeSpans.Add(phonemes, parts, span, stress);
                stress = parts.Any(p => PhonemeInventory.Find(p.Ipa)?.IsVowel == true) ? 0 : stress;
                begin = -1;
            }
            else
            {
                Mark(symbols[at], span);
                begin = -1;
            }

            at += count;
        }

        // Length, glides and the border of words belong to the sound before; a clause ends in silence.
        void Mark(string symbol, SampleSpan span)
        {
            var isPause = symbol is "." or "," or ";" or ":" or "!" or "?" || (symbol == " " && span.Length >= shortestPause);
            if (isPause || phonemes.Count == 0 || phonemes[^1].Ipa.Length == 0)
            {
                Silence(phonemes, span);
            }
            else
            {
                phonemes[^1] = phonemes[^1] with { Span = new(phonemes[^1].Span.Start, span.End) };
            }
        }
    }

    /// <returns>Symbols that are one sound of the inventory: 2 for <c>t ʃ</c>.</returns>
    private static int SoundAt(IReadOnlyList<string> symbols, List<SampleSpan?> spans, int at)
    {
        for (var count = Math.Min(LongestSymbol, symbols.Count - at); count > 1; count--)
        {
            if (PhonemeInventory.Find(string.Concat(symbols.Skip(at).Take(count))) is not null
                && spans.Skip(at).Take(count).All(s => s is not null))
            {
                return count;
            }
        }

        return 1;
    }

    private static void Silence(List<PhonemeSpan> phonemes, SampleSpan span)
    {
        if (phonemes.Count > 0 && phonemes[^1].Ipa.Length == 0)
        {
            phonemes[^1] = phonemes[^1] with { Span = new(phonemes[^1].Span.Start, Math.Max(phonemes[^1].Span.End, span.End)) };
        }
        else if (span.Length > 0)
        {
            phonemes.Add(new("", span));
        }
    }
}
