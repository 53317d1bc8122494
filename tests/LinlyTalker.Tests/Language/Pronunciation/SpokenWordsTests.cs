using LinlyTalker.Language.Pronunciation;

namespace LinlyTalker.Tests.Language.Pronunciation;

public class SpokenWordsTests
{
    [Theory]
    [InlineData("Press 1, then the # key.", "Press one then the pound key")]
    [InlineData("[beep] At 9 a.m. (whispered)", "At nine a m")]
    [InlineData("It's the users’ café", "It's the users cafe")]
    [InlineData("$1,250,007 for 20-somethings", "one million two hundred fifty thousand seven for twenty somethings")]
    [InlineData("agent 007", "agent zero zero seven")]
    [InlineData("see https://example.com/a?b=c now", "see now")]
    [InlineData("R&D is 100% fun", "R and D is one hundred percent fun")]
    [InlineData("mp4 in 1999", "mp four in one thousand nine hundred ninety nine")]
    [InlineData("...", "")]
    public void A_text_becomes_the_words_that_are_heard(string text, string words) =>
        Assert.Equal(words, string.Join(' ', SpokenWords.Of(text)));
}
