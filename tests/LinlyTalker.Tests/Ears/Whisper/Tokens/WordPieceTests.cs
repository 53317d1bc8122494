using LinlyTalker.Ears.Whisper.Tokens;

namespace LinlyTalker.Tests.Ears.Whisper.Tokens;

public class WordPieceTests
{
    private static readonly Vocabulary Small = SmallVocabulary.Make();

    [Theory]
    [InlineData(" Hello, the world.", "Hello,|the|world.")]
    [InlineData(" He said \"no\" - twice", "He|said|\"no\" -|twice")]
    [InlineData(" it's re-read", "it's|re-read")]
    [InlineData(" ...", "")]
    [InlineData("", "")]
    public void Spaces_part_words_and_signs_stay_with_them(string text, string words) =>
        Assert.Equal(words, Joined(text, spaced: true));

    [Theory]
    [InlineData("你好，世界。", "你|好，|世|界。")]
    [InlineData("用 Linux 吧", "用|Linux|吧")]
    public void Where_no_spaces_are_every_character_is_a_word(string text, string words) =>
        Assert.Equal(words, Joined(text, spaced: false));

    [Fact]
    public void A_word_counts_its_tokens_and_those_that_are_said()
    {
        var words = WordPiece.Split(Small, Small.Encode(" the world!?"), spaced: true);
        Assert.Equal(("the", 0, 1, 1), (words[0].Text, words[0].First, words[0].Spoken, words[0].End));
        Assert.Equal(("world!?", 1, 4, 6), (words[1].Text, words[1].First, words[1].Spoken, words[1].End));
    }

    [Fact]
    public void A_character_of_several_tokens_is_never_cut()
    {
        var words = WordPiece.Split(Small, Small.Encode("好吧"), spaced: false);
        Assert.Equal([3, 6], words.Select(word => word.End));
    }

    private static string Joined(string text, bool spaced) =>
        string.Join('|', WordPiece.Split(Small, Small.Encode(text), spaced).Select(word => word.Text));
}
