using LinlyTalker.Brain.Shelves;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Tests.Brain.Shelves;

public class DocumentNameTests
{
    [Theory]
    [InlineData("prices.md", "prices.md")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\me\价格 表.CSV", "价格 表.CSV")]
    [InlineData("CON", "CON")]
    [InlineData("", "document")]
    [InlineData("..", "document")]
    [InlineData("/", "document")]
    [InlineData(".md", "md")]
    [InlineData("a\0b\nc\u202Egnp.md", "abcgnp.md")]
    [InlineData("Prices of May 2.0 for us", "Prices of May 2.0 for us")]
    public void A_name_is_a_label(string sent, string label) => Assert.Equal(label, DocumentName.Of(sent));

    [Theory]
    [InlineData("report.docx")]
    [InlineData("page.HTML")]
    [InlineData("archive.tar.gz")]
    public void What_says_that_it_is_something_else_is_refused(string sent) =>
        Assert.Contains("Markdown", Assert.Throws<InputException>(() => DocumentName.Of(sent)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_long_name_is_cut_before_its_ending_and_a_taken_one_gets_a_number()
    {
        var label = DocumentName.Of(new string('a', 5000) + ".csv");
        Assert.Equal((120, ".csv"), (label.Length, label[^4..]));
        Assert.Equal("prices (3).md", DocumentName.Among("prices.md", ["PRICES.md", "prices (2).md"]));
        var second = DocumentName.Among(label, [label]);
        Assert.Equal((120, "a (2).csv"), (second.Length, second[^9..]));
    }
}
