using LinlyTalker.Server.OpenAi;
using LinlyTalker.Server.OpenAi.Chat;

namespace LinlyTalker.Tests.Server.OpenAi.Chat;

public class TextEndTests
{
    [Fact]
    public void A_stop_that_pieces_cut_in_two_ends_the_text_before_it()
    {
        var end = new TextEnd(["END", "\n\n"], int.MaxValue);
        Assert.Equal("One ", end.Take("One E"));
        Assert.Equal("EN ", end.Take("N "));
        Assert.Equal("two ", end.Take("two EN"));
        Assert.Equal("", end.Take("D three"));
        Assert.Equal("stop", end.Reason);
        Assert.Equal("", end.Take("four"));
    }

    [Fact]
    public void The_first_of_several_stops_counts() =>
        Assert.Equal("a", new TextEnd(["c", "b"], int.MaxValue).Take("abc"));

    [Fact]
    public void What_was_held_back_comes_when_the_text_is_over()
    {
        var end = new TextEnd(["END"], int.MaxValue);
        Assert.Equal("The ", end.Take("The EN"));
        Assert.Null(end.Reason);
        Assert.Equal("EN", end.Finish());
        Assert.Equal(("stop", 2), (end.Reason, end.Tokens));
    }

    [Fact]
    public void After_so_many_tokens_it_is_cut()
    {
        var end = new TextEnd([], 3);
        Assert.Equal("One tw", end.Take("One tw"));
        Assert.Equal("o three ", end.Take("o three four"));
        Assert.Equal(("length", 3), (end.Reason, end.Tokens));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("Hello, world!", 4)]
    [InlineData("don't 3rd", 2)]
    [InlineData("你好，世界", 5)]
    [InlineData("naïve cafe\u0301", 2)]
    [InlineData("👍🏽", 2)]
    public void A_word_a_Han_character_and_a_mark_are_one_token_each(string text, int tokens) =>
        Assert.Equal(tokens, TokenCounter.Of(text));
}
