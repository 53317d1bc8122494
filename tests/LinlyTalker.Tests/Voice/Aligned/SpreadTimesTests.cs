using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Core.Flow;
using LinlyTalker.Voice.Aligned;

namespace LinlyTalker.Tests.Voice.Aligned;

public sealed class SpreadTimesTests
{
    [Fact]
    public void A_pause_in_the_sound_takes_the_mark_in_the_text()
    {
        // The first clause is said slower than its letters tell, so that weights alone would put a word too many into it.
        ExpectedWord[] words = [Word(0, 2), Word(1, 2, ','), Word(2, 2), Word(3, 2), Word(4, 1)];

        var found = SpreadTimes.Over(words, [new(100, 600), new(800, 1300)], 1500);

        Assert.Equal([new(100, 350), new(350, 600), new(800, 1000), new(1000, 1200), new(1200, 1300)], found.Words.Select(word => word.Span));
        Assert.Equal(["", "a", "a", "", "a", "a", "a", ""], found.Phonemes.Select(phoneme => phoneme.Ipa));
    }

    [Fact]
    public void Stretches_beyond_the_words_are_joined_where_they_are_nearest()
    {
        var found = SpreadTimes.Over([Word(0, 1), Word(1, 1)], [new(0, 100), new(120, 200), new(500, 700)], 700);

        Assert.Equal([new(0, 200), new(500, 700)], found.Words.Select(word => word.Span));
    }

    [Fact]
    public void Nothing_said_is_silence()
    {
        Assert.Equal([new PhonemeSpan("", new SampleSpan(0, 50))], SpreadTimes.Over([Word(0, 1)], [], 50).Phonemes);
        Assert.Equal([new PhonemeSpan("", new SampleSpan(0, 50))], SpreadTimes.Over([], [new(0, 50)], 50).Phonemes);
    }

    [Fact]
    public void Phonemes_have_no_gaps_and_words_keep_their_order() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(7, 11), Prop.ForAll<byte[], byte[]>(Holds));

    private static void Holds(byte[] weights, byte[] lengths)
    {
        var words = weights.Select((weight, i) => Word(i, weight % 5, weight % 7 == 0 ? '.' : '\0')).ToList();
        var stretches = new List<SampleSpan>();
        foreach (var length in lengths)
        {
            var start = (stretches.Count > 0 ? stretches[^1].End : 0) + (length % 3) + 1;
            stretches.Add(new(start, start + length + 1));
        }

        var whole = (stretches.Count > 0 ? stretches[^1].End : 0) + 10;
        var found = SpreadTimes.Over(words, stretches, whole);

        Assert.Equal(0, found.Phonemes[0].Span.Start);
        Assert.Equal(whole, found.Phonemes[^1].Span.End);
        Assert.All(found.Phonemes.Zip(found.Phonemes.Skip(1)), pair => Assert.Equal(pair.First.Span.End, pair.Second.Span.Start));
        Assert.All(found.Words.Zip(found.Words.Skip(1)), pair => Assert.True(pair.First.Span.End <= pair.Second.Span.Start && pair.First.Range.Start < pair.Second.Range.Start));
    }

    private static ExpectedWord Word(int at, float weight, char mark = '\0') => new(new TextRange(at, 1), [new("a", weight)], mark);
}
