using LinlyTalker.Language.English;
using LinlyTalker.Tests.House;

namespace LinlyTalker.Tests.Language.English;

public class PorterStemmerTests
{
    [Fact]
    public void Every_word_has_the_stem_that_Snowballs_porter_gives()
    {
        var golden = Path.Combine(Repository.Root, "tests/LinlyTalker.Tests/Language/English/porter.txt");
        var wrong =
            from line in File.ReadLines(golden)
            where !line.StartsWith('#')
            let pair = line.Split(' ')
            let stem = PorterStemmer.Stem(pair[0])
            where stem != pair[1]
            select $"{pair[0]}: {stem}, not {pair[1]}";
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("C#")]
    [InlineData("naïve")]
    [InlineData("退货")]
    public void What_is_not_an_English_word_stays(string word) => Assert.Equal(word, PorterStemmer.Stem(word));
}
