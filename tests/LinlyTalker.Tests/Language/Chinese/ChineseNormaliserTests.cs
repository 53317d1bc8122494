using LinlyTalker.Language.Chinese.Speech;

namespace LinlyTalker.Tests.Language.Chinese;

public class ChineseNormaliserTests
{
    [Theory]
    [InlineData("会议9:30开始。", "会议 九点半 开始.", "会议|9:30|开始")]
    [InlineData("今天25℃，很热！", "今天 二十五摄氏度, 很热!", "今天|25℃|很热")]
    [InlineData("3~5天到货", "三到五 天到货", "3~5|天到货")]
    [InlineData("我有2个iPhone15", "我有 两 个 iPhone 十五", "我有|2|个|iPhone|15")]
    [InlineData("**你好**😀👍𠮷", "你好", "你好")]
    [InlineData("……！？", "", "")]
    [InlineData("", "", "")]
    public void Words_stand_for_what_was_written(string text, string said, string written)
    {
        var words = new ChineseNormaliser().Normalise(text);
        Assert.Equal(said, string.Join(' ', words.Select(w => w.Text + (w.Mark == '\0' ? "" : w.Mark))));
        Assert.Equal(written, string.Join('|', words.Select(w => w.Source.Of(text))));
    }
}
