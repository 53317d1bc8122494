using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Chinese.Speech;

namespace LinlyTalker.Tests.Language.Chinese;

public class ToneSandhiTests
{
    /// <summary>Words are parted by blanks; each character is followed by its tone.</summary>
    [Theory]
    [InlineData("你3好3", "2 3")]
    [InlineData("不4 对4", "2 4")]
    [InlineData("不4 好3", "4 3")]
    [InlineData("是4 不4 是4", "4 0 4")]
    [InlineData("好3 不4 好3", "3 0 3")]
    [InlineData("一1 个4", "2 4")]
    [InlineData("一1 天1", "4 1")]
    [InlineData("一1 起3", "4 3")]
    [InlineData("看4 一1 看4", "4 0 4")]
    [InlineData("第4 一1 名2", "4 1 2")]
    [InlineData("十2一1 月4", "2 1 4")]
    [InlineData("周1 一1 到4", "1 1 4")]
    [InlineData("统3一1 的0", "3 1 0")]
    [InlineData("一1 点3 五3", "1 2 3")]
    [InlineData("一1 点3 水3", "4 2 3")]
    [InlineData("一1百3", "4 3")]
    [InlineData("一1", "1")]
    [InlineData("不4", "4")]
    [InlineData("小3 雨3伞3", "3 2 3")]
    [InlineData("展3览3 馆3", "2 2 3")]
    [InlineData("我3 也3 很3好3", "2 3 2 3")]
    [InlineData("我3 想3 买3 五3 把3 小3 雨3伞3", "2 3 2 2 3 3 2 3")]
    [InlineData("请3 给3 我3", "2 2 3")]
    [InlineData("可3以3 给3我3", "2 3 2 3")]
    public void Tones_change_in_company(string before, string after)
    {
        var syllables = before.Split(' ')
            .SelectMany((word, number) => word.Chunk(2).Select(c => (Character: c[0], Tone: c[1] - '0', Word: number)))
            .Select((s, i) => new Syllable(s.Character, "x", s.Tone, new TextRange(i, 1), s.Word)).ToArray();
        ToneSandhi.Apply(syllables);
        Assert.Equal(after, string.Join(' ', syllables.Select(s => s.Tone)));
    }

    [Fact]
    public void Nothing_changes_in_nothing() => ToneSandhi.Apply([]);
}
