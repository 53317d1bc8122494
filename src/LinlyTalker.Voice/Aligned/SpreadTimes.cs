using LinlyTalker.Core.Flow;

namespace LinlyTalker.Voice.Aligned;

/// <summary>
/// Times for sounds that no aligner could find: spread over the stretches of speech by how long such sounds last, with
/// pauses where the text has its marks.
/// </summary>
internal static class SpreadTimes
{
    /// <summary>A mark draws the pause to itself from so far, as a part of the whole.</summary>
    private const double MarkReach = 0.08;

    /// <param name="stretches">Of speech, in order.</param>
    /// <param name="length">Of the sound, in samples.</param>
    /// <returns>Phonemes without gaps from 0 to the length, and words.</returns>
    public static Alignment Over(IReadOnlyList<ExpectedWord> words, IReadOnlyList<SampleSpan> stretches, long length)
    {
        var phonemes = new List<PhonemeSpan>();
        var spans = new List<WordSpan>();
        if (words.Count > 0 && stretches.Count > 0)
        {
            var begin = 0;
            var joined = Join(stretches, words.Count);
            var ends = Ends(words, joined);
            for (var i = 0; i < ends.Count; i++)
            {
                Fill(words, begin, ends[i], joined[i], phonemes, spans);
                begin = ends[i];
            }
        }

        Silence(phonemes, length);
        return new Alignment(phonemes, spans);
    }

    /// <summary>No more stretches than words: those with the least between them become one.</summary>
    private static List<SampleSpan> Join(IReadOnlyList<SampleSpan> stretches, int most)
    {
        var joined = stretches.ToList();
        while (joined.Count > most)
        {
            var nearest = Enumerable.Range(1, joined.Count - 1).MinBy(i => joined[i].Start - joined[i - 1].End);
            joined[nearest - 1] = new(joined[nearest - 1].Start, joined[nearest].End);
            joined.RemoveAt(nearest);
        }

        return joined;
    }

    /// <summary>For each stretch the word behind its last; each has one at least.</summary>
    private static List<int> Ends(IReadOnlyList<ExpectedWord> words, IReadOnlyList<SampleSpan> stretches)
    {
        var total = words.Sum(word => (double)word.Weight);
        var sounding = (double)stretches.Sum(stretch => stretch.Length);
        var ends = new List<int>();
        var heard = 0.0;
        for (var stretch = 0; stretch < stretches.Count - 1; stretch++)
        {
            heard += stretches[stretch].Length / sounding;
            var first = ends.LastOrDefault();
            var (best, least, said) = (first + 1, double.MaxValue, words.Take(first).Sum(word => (double)word.Weight) / total);
            for (var word = first; word < words.Count - (stretches.Count - 1 - stretch); word++)
            {
                said += words[word].Weight / total;
                var distance = Math.Abs(said - heard) - (words[word].Mark == '\0' ? 0 : MarkReach);
                if (distance < least)
                {
                    (best, least) = (word + 1, distance);
                }
            }

            ends.Add(best);
        }

        ends.Add(words.Count);
        return ends;
    }

    private static void Fill(
        IReadOnlyList<ExpectedWord> words, int begin, int end, SampleSpan stretch, List<PhonemeSpan> phonemes, List<WordSpan> spans)
    {
        var total = 0.0;
        for (var word = begin; word < end; word++)
        {
            total += words[word].Weight;
        }

        if (total <= 0)
        {
            return;
        }

        Silence(phonemes, stretch.Start);
        var done = 0.0;
        var at = stretch.Start;
        for (var word = begin; word < end; word++)
        {
            var start = at;
            foreach (var sound in words[word].Sounds)
            {
                done += sound.Weight;
                var next = stretch.Start + (long)Math.Round(stretch.Length * Math.Min(1, done / total));
                phonemes.Add(new PhonemeSpan(sound.Ipa, new SampleSpan(at, next)));
                at = next;
            }

            Engines.WordSpans.Extend(spans, words[word].Range, new SampleSpan(start, at));
        }
    }

    private static void Silence(List<PhonemeSpan> phonemes, long until)
    {
        var from = phonemes.Count > 0 ? phonemes[^1].Span.End : 0;
        if (from < until)
        {
            phonemes.Add(new PhonemeSpan("", new SampleSpan(from, until)));
        }
    }
}
