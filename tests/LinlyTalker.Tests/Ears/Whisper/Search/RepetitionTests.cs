using LinlyTalker.Ears.Whisper.Search;

namespace LinlyTalker.Tests.Ears.Whisper.Search;

public class RepetitionTests
{
    [Fact]
    public void A_phrase_said_again_and_again_is_kept_once()
    {
        int[] tokens = [9, 8, .. Enumerable.Repeat((int[])[1, 2, 3], 4).SelectMany(x => x)];
        Assert.True(Repetition.EndsIn(tokens, out var kept));
        Assert.Equal([9, 8, 1, 2, 3], tokens[..kept]);
    }

    [Theory]
    [InlineData(new[] { 5, 5, 5, 5, 5, 5 })]
    [InlineData(new[] { 1, 2, 3, 1, 2, 3, 1, 2, 3 })]
    [InlineData(new int[0])]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 })]
    public void What_may_be_meant_is_left(int[] tokens)
    {
        Assert.False(Repetition.EndsIn(tokens, out var kept));
        Assert.Equal(tokens.Length, kept);
    }

    [Fact]
    public void One_token_needs_twelve_times()
    {
        Assert.False(Repetition.EndsIn([.. Enumerable.Repeat(7, 11)], out _));
        Assert.True(Repetition.EndsIn([.. Enumerable.Repeat(7, 12)], out var kept));
        Assert.Equal(1, kept);
    }
}
