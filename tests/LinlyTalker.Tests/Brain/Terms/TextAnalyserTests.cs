using LinlyTalker.Brain.Terms;

namespace LinlyTalker.Tests.Brain.Terms;

public class TextAnalyserTests
{
    private static readonly TextAnalyser Analyser = new(Synonyms.Default);

    [Fact]
    public void English_becomes_stems_without_stop_words() =>
        Assert.Equal(["vase", "deliv"], Keys("Are the vases delivered?").Where(k => k[0] != '@'));

    [Fact]
    public void Chinese_becomes_characters_and_pairs_between_stop_words() =>
        Assert.Equal(["退", "退货", "货"], Keys("怎么退货？").Where(k => k[0] != '@'));

    [Theory]
    [InlineData("what is the price", "@cost")]
    [InlineData("how much is it", "@cost")]
    [InlineData("I want to send it back", "@return")]
    [InlineData("邮费多少钱", "@cost")]
    [InlineData("什么时候到账", "@refund")]
    [InlineData("where is the store", "@shop")]
    public void Words_and_phrases_of_one_meaning_share_a_concept(string text, string concept) => Assert.Contains(concept, Keys(text));

    [Fact]
    public void Full_width_letters_accents_and_cases_do_not_matter() => Assert.Equal(Keys("cafe c#"), Keys("ＣＡＦÉ Ｃ＃"));

    [Fact]
    public void Emoji_and_punctuation_say_nothing() => Assert.Empty(Keys("🙂 ?! … \"' -- * \u0000 \ud800"));

    [Fact]
    public void Mixed_scripts_keep_both() => Assert.Superset(new HashSet<string> { "linlytalk", "照片" }, Keys("LinlyTalker的照片").ToHashSet());

    private static IEnumerable<string> Keys(string text) => Analyser.Analyse(text).Keys;
}
