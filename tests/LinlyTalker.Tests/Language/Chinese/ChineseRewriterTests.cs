using LinlyTalker.Language.Chinese.Speech;

namespace LinlyTalker.Tests.Language.Chinese;

public class ChineseRewriterTests
{
    [Theory]
    [InlineData("2026年11月25日", "二零二六年十一月二十五日")]
    [InlineData("2026-11-25发货", "二零二六年十一月二十五日发货")]
    [InlineData("14:30开会", "十四点半开会")]
    [InlineData("8:05到", "八点零五分到")]
    [InlineData("9:00开门", "九点开门")]
    [InlineData("票价¥12.50", "票价十二点五零元")]
    [InlineData("$300以上", "三百美元以上")]
    [InlineData("满99元包邮", "满九十九元包邮")]
    [InlineData("增长3.14%", "增长百分之三点一四")]
    [InlineData("5%-10%", "百分之五到百分之十")]
    [InlineData("请拨打400-820-8820", "请拨打四零零八二零八八二零")]
    [InlineData("热线95588", "热线九五五八八")]
    [InlineData("13812345678", "幺三八幺二三四五六七八")]
    [InlineData("3-5天", "三到五天")]
    [InlineData("-5℃", "负五摄氏度")]
    [InlineData("跑了10.5km", "跑了十点五公里")]
    [InlineData("1/2", "二分之一")]
    [InlineData("2个人", "两个人")]
    [InlineData("第2个", "第二个")]
    [InlineData("12个", "十二个")]
    [InlineData("10250", "一万零二百五十")]
    [InlineData("1,000,000", "一百万")]
    [InlineData("100000001", "一亿零一")]
    [InlineData("20000500", "二千万零五百")]
    [InlineData("编号007", "编号零零七")]
    [InlineData("A&B", "A和B")]
    [InlineData("12345678901234567", "一二三四五六七八九零一二三四五六七")]
    public void Figures_are_said_in_words(string written, string said) =>
        Assert.Equal(said, string.Concat(ChineseRewriter.Rewrite(written).Select(p => p.Spoken)));

    [Fact]
    public void Parts_cover_the_text_without_gaps()
    {
        const string Text = "2026年3月1日14:30,共¥1,299.00,打8.5折,电话400-820-8820。End 3/4!";
        var parts = ChineseRewriter.Rewrite(Text);
        Assert.Equal(Text, string.Concat(parts.Select(p => p.Source.Of(Text))));
    }
}
