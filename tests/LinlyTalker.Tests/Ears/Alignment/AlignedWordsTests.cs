using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Alignment;
using LinlyTalker.Native.PocketSphinx;

namespace LinlyTalker.Tests.Ears.Alignment;

public sealed class AlignedWordsTests
{
    [Fact]
    public void Phones_go_to_the_words_whose_pronunciations_they_are()
    {
        IReadOnlyList<IReadOnlyList<string>> words = [["DH AH", "DH IY"], ["R IY D", "R EH D"], ["B UH K"]];

        Assert.Equal([2, 3, 3], AlignedWords.Lengths(Phones("DH IY R EH D B UH K"), words)!);
    }

    [Fact]
    public void A_pronunciation_that_begins_another_is_taken_only_where_the_rest_fits()
    {
        // The first word could end after one phone, were it not for the second.
        IReadOnlyList<IReadOnlyList<string>> words = [["AH", "AH N"], ["N OW"], ["AH"]];

        Assert.Equal([1, 2, 1], AlignedWords.Lengths(Phones("AH N OW AH"), words)!);
        Assert.Equal([2, 2, 1], AlignedWords.Lengths(Phones("AH N N OW AH"), words)!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AH")]
    [InlineData("AH N OW")]
    [InlineData("AH N AH N")]
    public void What_does_not_fit_is_no_alignment(string phones) =>
        Assert.Null(AlignedWords.Lengths(Phones(phones), [["AH"], ["N"], ["AH"]]));

    [Fact]
    public void Times_have_no_gaps_and_words_said_in_several_pieces_are_one_range()
    {
        var number = new TextRange(0, 2);
        AlignedPhone[] phones =
        [
            new("T", 10, 20, 0), new("UW", 20, 30, 0), new("OW", 50, 60, 0),
        ];

        var found = AlignmentTimes.Of(phones, [2, 1], [number, number], length: 16_000, sampleRate: 16_000);

        Assert.Equal(["", "t", "u", "", "o", "ʊ", ""], found.Phonemes.Select(p => p.Ipa));
        Assert.Equal(0, found.Phonemes[0].Span.Start);
        Assert.Equal(16_000, found.Phonemes[^1].Span.End);
        Assert.All(found.Phonemes.Zip(found.Phonemes.Skip(1)), pair => Assert.Equal(pair.First.Span.End, pair.Second.Span.Start));
        var word = Assert.Single(found.Words);
        Assert.Equal((number, found.Phonemes[1].Span.Start, found.Phonemes[5].Span.End), (word.Range, word.Span.Start, word.Span.End));
    }

    [Fact]
    public void Times_count_in_the_samples_of_the_sound_that_was_given()
    {
        AlignedPhone[] phones = [new("AA", 0, 100, 0)];

        var found = AlignmentTimes.Of(phones, [1], [new TextRange(0, 1)], length: 44_100, sampleRate: 22_050);

        // 100 frames of 10 ms and the offset of 12 ms.
        Assert.Equal(new SampleSpan(0, 22_315), found.Phonemes[0].Span);
    }

    [Fact]
    public void A_text_that_fits_badly_is_doubted()
    {
        Assert.True(AlignmentDoubt.IsDoubtful([]));
        Assert.True(AlignmentDoubt.IsDoubtful([new("AA", 0, 10, -45)]));
        Assert.False(AlignmentDoubt.IsDoubtful([new("AA", 0, 10, -22)]));
    }

    private static AlignedPhone[] Phones(string phones) =>
        [.. phones.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((phone, i) => new AlignedPhone(phone, i * 5, (i + 1) * 5, -10))];
}
