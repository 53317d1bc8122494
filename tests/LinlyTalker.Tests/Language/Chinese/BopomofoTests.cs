using LinlyTalker.Core.Flow;
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
    public void What_is_no_syllable_is_not_spelt(string pinyin) =>
        Assert.True(Bopomofo.Spell(pinyin) is null or "ㄓ");

    [Theory]
    [InlineData("你3 好3", "2 3")]
    [InlineData("不4 对4", "2 4")]
    [InlineData("不4 好3", "4 3")]
    [InlineData("一1 个4", "2 4")]
    [InlineData("一1 天1", "4 1")]
    [InlineData("第4 一1", "4 1")]
    [InlineData("十2 一1 月4", "2 1 4")]
    public void Tones_change_in_company(string before, string after)
    {
        var syllables = before.Split(' ')
            .Select((s, i) => new Syllable(s[0], "x", s[1] - '0', new TextRange(i, 1), 0)).ToArray();
        ToneSandhi.Apply(syllables, new int[syllables.Length]);
        Assert.Equal(after, string.Join(' ', syllables.Select(s => s.Tone)));
    }
}
