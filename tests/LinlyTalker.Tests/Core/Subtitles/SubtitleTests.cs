using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Subtitles;

namespace LinlyTalker.Tests.Core.Subtitles;

public class SubtitleTests
{
    [Fact]
    public void SubRip_has_numbers_commas_and_empty_lines()
    {
        using var text = new StringWriter();
        SubtitleWriter.WriteSrt(
            [
                new Subtitle(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2.25), ["hello", "world"]),
                new Subtitle(new TimeSpan(0, 30, 1, 2, 3), new TimeSpan(0, 30, 1, 4, 0), ["late"]),
            ],
            text);

        Assert.Equal(
            "1\n00:00:01,500 --> 00:00:02,250\nhello\nworld\n\n2\n30:01:02,003 --> 30:01:04,000\nlate\n\n", text.ToString());
    }

    [Fact]
    public void WebVTT_has_a_header_points_and_escapes()
    {
        using var text = new StringWriter();
        SubtitleWriter.WriteVtt([new Subtitle(TimeSpan.Zero, TimeSpan.FromSeconds(1), ["a < b & c"])], text);
        Assert.Equal("WEBVTT\n\n00:00:00.000 --> 00:00:01.000\na &lt; b &amp; c\n\n", text.ToString());
    }

    [Fact]
    public void A_short_word_stays_for_a_second_unless_the_next_comes()
    {
        var alone = Assert.Single(SubtitleCutter.Cut([Said((0, "yes"))]));
        Assert.Equal(TimeSpan.FromSeconds(1), alone.End);

        var two = SubtitleCutter.Cut([Said((0, "yes")), Said((0.5, "no"))]).ToList();
        Assert.Equal(TimeSpan.FromSeconds(0.5), two[0].End);
    }

    [Fact]
    public void Every_word_is_shown_once_in_lines_that_can_be_read_one_subtitle_at_a_time() => Prop.ForAll(
        Gen.Choose(1, 14).ArrayOf().ToArbitrary(), lengths =>
        {
            var words = lengths.Select((length, i) => (i * 0.4, new string((char)('a' + (i % 26)), length))).ToArray();
            var subtitles = SubtitleCutter.Cut([Said(words)]).ToList();

            Assert.Equal(words.Select(w => w.Item2), subtitles.SelectMany(s => s.Lines).SelectMany(l => l.Split(' ')));
            Assert.All(subtitles, s => Assert.InRange(s.Lines.Count, 1, 2));
            Assert.All(subtitles.SelectMany(s => s.Lines), l => Assert.InRange(l.Length, 1, 42));
            Assert.All(subtitles, s => Assert.InRange((s.End - s.Start).TotalSeconds, 0.01, 6));
            Assert.All(subtitles.Zip(subtitles.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
        }).Check(Config.QuickThrowOnFailure.WithReplay(7, 7));

    private static Utterance Said(params (double At, string Text)[] words) => new()
    {
        Text = string.Join(' ', words.Select(w => w.Text)),
        Language = "en",
        Words = [.. words.Select(w => new Word(w.Text, new SampleSpan((long)(w.At * 16000), (long)((w.At + 0.35) * 16000)), 1))],
    };
}
