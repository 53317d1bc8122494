using LinlyTalker.Language.Chinese.Speech;

namespace LinlyTalker.Tests.Language.Chinese;

public class BopomofoTests
{
    [Theory]
    [InlineData("zhi", "ㄓ")]
    [InlineData("zi", "ㄗ")]
    [InlineData("ni", "ㄋㄧ")]
    [InlineData("hao", "ㄏㄠ")]
    [InlineData("xue", "ㄒㄩㄝ")]
    [InlineData("lü", "ㄌㄩ")]
    [InlineData("nüe", "ㄋㄩㄝ")]
    [InlineData("yuan", "ㄩㄢ")]
    [InlineData("ying", "ㄧㄥ")]
    [InlineData("you", "ㄧㄡ")]
    [InlineData("wo", "ㄨㄛ")]
    [InlineData("wen", "ㄨㄣ")]
    [InlineData("jiu", "ㄐㄧㄡ")]
    [InlineData("gui", "ㄍㄨㄟ")]
    [InlineData("qiong", "ㄑㄩㄥ")]
    [InlineData("er", "ㄦ")]
    [InlineData("an", "ㄢ")]
    [InlineData("shuang", "ㄕㄨㄤ")]
    [InlineData("e", "ㄜ")]
    public void A_syllable_is_spelt_as_its_recording_is_named(string pinyin, string letters) =>
        Assert.Equal(letters, Bopomofo.Spell(pinyin));

    [Theory]
    [InlineData("")]
    [InlineData("qqq")]
    [InlineData("zh")]
    [InlineData("hello")]
    public void What_is_no_syllable_is_not_spelt(string pinyin) => Assert.Null(Bopomofo.Spell(pinyin));
}
