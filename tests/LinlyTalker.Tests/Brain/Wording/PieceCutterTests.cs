using LinlyTalker.Brain.Wording;

namespace LinlyTalker.Tests.Brain.Wording;

public class PieceCutterTests
{
    [Theory]
    [InlineData("Call us **now**, please.", "Call us now, please.")]
    [InlineData("See [our page](https://a.example/b_c) for more.", "See our page for more.")]
    [InlineData("Look at https://a.example/x?y=1 today.", "Look at today.")]
    [InlineData("Good 🙂 news ❤️!", "Good news !")]
    [InlineData("Run `./linly doctor` first.", "Run linly doctor first.")]
    [InlineData("Run `./linly ask \"a b\" -o x.mp4` first.", "Run the command on the screen first.")]
    [InlineData("Two ways:\n\n- by post\n- by hand", "Two ways:\n\nby post\nby hand")]
    [InlineData("file_name and _emphasis_", "file_name and emphasis")]
    [InlineData("![a face](x.png)", "a face")]
    public void What_is_said_has_no_marks(string markdown, string spoken)
    {
        var pieces = PieceCutter.Cut(markdown, "en", []).ToList();
        Assert.Equal(markdown, string.Concat(pieces.Select(p => p.Text)));
        Assert.Equal(Normal(spoken), Normal(string.Concat(pieces.Select(p => p.Spoken ?? p.Text))));

        static string Normal(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Chinese_is_cut_at_its_punctuation() =>
        Assert.Equal(["怎么退货？", "三十天内，", "都可以。"], PieceCutter.Cut("怎么退货？三十天内，都可以。", "zh", []).Select(p => p.Text));

    [Theory]
    [InlineData("[[[[((((`````")]
    [InlineData("****____~~~~")]
    [InlineData("\ud800 lone")]
    public void Unclosed_marks_lose_nothing(string markdown) =>
        Assert.Equal(markdown, string.Concat(PieceCutter.Cut(markdown, "en", []).Select(p => p.Text)));
}
