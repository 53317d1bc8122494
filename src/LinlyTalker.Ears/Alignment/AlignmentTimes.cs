using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Phonemes;
using LinlyTalker.Native.PocketSphinx;

namespace LinlyTalker.Ears.Alignment;

/// <summary>Aligned phones as IPA spans without gaps, and words as ranges of the written text.</summary>
internal static class AlignmentTimes
{
    /// <summary>
    /// In frames. A frame's 25.6 ms of sound begin where its 10 ms do, so that what it hears lies 7.8 ms behind them; its
    /// differences look further. By flite's own times (benchmark <c>align</c>) phones are found 12 ms too early.
    /// </summary>
    private const double FrameOffset = 1.2;

    /// <param name="lengths">For each word how many phones are its own.</param>
    /// <param name="ranges">Where each word stands in the text.</param>
    /// <param name="length">Of the sound, in samples.</param>
    public static Core.Flow.Alignment Of(
        IReadOnlyList<AlignedPhone> phones, IReadOnlyList<int> lengths, IReadOnlyList<TextRange> ranges, long length, int sampleRate)
    {
        var spans = new List<PhonemeSpan>();
        var words = new List<WordSpan>();
        var at = 0;
        for (var word = 0; word < lengths.Count; word++)
        {
            var first = At(phones[at].FirstFrame);
            for (var phone = 0; phone < lengths[word]; phone++, at++)
            {
                Add(spans, phones[at].Phone, new SampleSpan(At(phones[at].FirstFrame), At(phones[at].EndFrame)));
            }

            var span = new SampleSpan(first, At(phones[at - 1].EndFrame));
            if (words.Count > 0 && words[^1].Range == ranges[word])
            {
                // What was written as one is one word, in however many it was said.
                words[^1] = words[^1] with { Span = new(words[^1].Span.Start, span.End) };
            }
            else
            {
                words.Add(new WordSpan(ranges[word], span));
            }
        }

        if (spans[^1].Span.End < length)
        {
            spans.Add(new PhonemeSpan("", new SampleSpan(spans[^1].Span.End, length)));
        }

        return new Core.Flow.Alignment(spans, words);

        // What begins with the sound begins with it.
        long At(int frame) => frame == 0 ? 0 : Math.Clamp((long)Math.Round((frame + FrameOffset) * PocketSphinxDecoder.SamplesPerFrame * sampleRate / PocketSphinxDecoder.SampleRate), 0, length);
    }

    private static void Add(List<PhonemeSpan> spans, string phone, SampleSpan span)
    {
        var before = spans.Count > 0 ? spans[^1].Span.End : 0;
        if (before < span.Start)
        {
            spans.Add(new PhonemeSpan("", new SampleSpan(before, span.Start)));
        }

        var (start, share) = (span.Start, 0f);
        foreach (var part in Arpabet.Read(phone))
        {
            share += part.Share;
            var end = span.Start + (long)Math.Round(span.Length * Math.Min(share, 1f));
            spans.Add(new PhonemeSpan(part.Ipa, new SampleSpan(start, end)));
            start = end;
        }
    }
}
