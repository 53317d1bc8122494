using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Core.Echo;

public class SelfEchoTests
{
    private const int Rate = 16000;
    private const double Character = 0.065; // seconds
    private const string Answer = "You can send it back within thirty days for a full refund";
    private const double Begin = 10;

    private static readonly double End = Begin + (Answer.Length * Character);

    private readonly SelfEcho echo = new();

    public SelfEchoTests()
    {
        foreach (var (text, start, end) in Words(Answer, Begin))
        {
            echo.Play(new PlayedWord(text, TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end)));
        }
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    public void What_was_played_comes_back_a_little_later(double lag)
    {
        var judged = Judge(Answer, Begin + lag);
        Assert.True(judged.IsEcho);
        Assert.InRange(judged.Evidence.Likeness, 0.95, 1);
        Assert.Equal(0, judged.Evidence.OwnLetters);
    }

    [Theory]
    [InlineData("you can sand it bag within dirty days far a fool refund")]
    [InlineData("you can send it back with in thirty daze for a full re fund")]
    [InlineData("you can sent a pack within thirty days for full refund")]
    public void A_recogniser_errs_and_cuts_words_elsewhere(string heard) => Assert.True(Judge(heard, Begin + 0.15).IsEcho);

    [Theory]
    [InlineData("you")]
    [InlineData("within thirty")]
    [InlineData("days for a full refund")]
    public void Part_of_it_is_heard_when_that_part_was_played(string part) =>
        Assert.True(Judge(part, Begin + 0.1 + (Answer.IndexOf(part, StringComparison.OrdinalIgnoreCase) * Character)).IsEcho);

    [Theory]
    [InlineData("thirty days", 0.4)]
    [InlineData("a full refund", 0.3)]
    [InlineData("within thirty days", 3)]
    [InlineData("you can send it back within thirty days for a full refund", 0.5)]
    public void Who_repeats_it_afterwards_is_no_echo(string repeated, double after) =>
        Assert.False(Judge(repeated, End + after).IsEcho);

    [Fact]
    public void Who_repeats_a_phrase_while_the_next_is_said_is_no_echo() =>
        Assert.False(Judge("send it back", Begin + 0.1 + (Answer.IndexOf("thirty", StringComparison.Ordinal) * Character)).IsEcho);

    [Theory]
    [InlineData("what time do you close on sunday")]
    [InlineData("stop please i have another question")]
    public void Who_says_something_else_at_the_same_time_is_no_echo(string said) => Assert.False(Judge(said, Begin + 0.8).IsEcho);

    [Fact]
    public void Who_goes_on_after_the_echo_is_no_echo()
    {
        Assert.True(Judge("you can send it back", Begin + 0.1).IsEcho);
        Assert.False(Judge("you can send it back but what does shipping cost", Begin + 0.1).IsEcho);
    }

    [Fact]
    public void Words_without_times_are_spread_over_the_utterance()
    {
        var heard = Heard(Answer, Begin + 0.1) with { Words = [] };
        Assert.True(echo.Judge(heard, TimeSpan.Zero).IsEcho);
        Assert.False(echo.Judge(heard, TimeSpan.FromSeconds(4)).IsEcho);
    }

    [Fact]
    public void The_clock_of_the_stream_may_begin_elsewhere() =>
        Assert.True(echo.Judge(Heard(Answer, 0.5), TimeSpan.FromSeconds(Begin - 0.4)).IsEcho);

    [Fact]
    public void A_sound_without_words_waits_for_them_once_an_echo_was_heard()
    {
        var sound = Heard("", Begin + 1) with { IsFinal = false, Span = new SampleSpan((long)((Begin + 1) * Rate), (long)((Begin + 1.1) * Rate)) };
        Assert.False(echo.Judge(sound, TimeSpan.Zero).IsEcho);
        Judge("you can send it", Begin + 0.1);
        Assert.True(echo.Judge(sound, TimeSpan.Zero).IsEcho);
        Assert.False(echo.Judge(sound, TimeSpan.FromSeconds(8)).IsEcho); // Nothing plays any more.
    }

    [Fact]
    public void What_was_played_long_ago_is_forgotten_and_nothing_played_is_no_echo()
    {
        Assert.False(new SelfEcho().Judge(Heard(Answer, Begin), TimeSpan.Zero).IsEcho);
        echo.Play(new PlayedWord("later", TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(90.4)));
        Assert.False(Judge(Answer, Begin + 0.1).IsEcho);
    }

    [Fact]
    public void Chinese_is_compared_character_by_character()
    {
        foreach (var (character, i) in "三十天内可以退货".Select((c, i) => (c, i)))
        {
            echo.Play(new PlayedWord($"{character}", TimeSpan.FromSeconds(20 + (0.2 * i)), TimeSpan.FromSeconds(20.2 + (0.2 * i))));
        }

        var heard = Heard("三十天那可以退货", 20.1) with { Words = [], Span = new SampleSpan((long)(20.1 * Rate), (long)(21.7 * Rate)) };
        Assert.True(echo.Judge(heard, TimeSpan.Zero).IsEcho);
        Assert.False(echo.Judge(heard, TimeSpan.FromSeconds(3)).IsEcho);
    }

    private EchoJudgement Judge(string text, double start) => echo.Judge(Heard(text, start), TimeSpan.Zero);

    private static Utterance Heard(string text, double start) => new()
    {
        Text = text,
        Language = "en",
        Words = [.. Words(text, start).Select(w => new Word(w.Text, new SampleSpan((long)(w.Start * Rate), (long)(w.End * Rate)), 1))],
        Span = new SampleSpan((long)(start * Rate), (long)((start + (text.Length * Character)) * Rate)),
        SampleRate = Rate,
    };

    private static IEnumerable<(string Text, double Start, double End)> Words(string text, double start)
    {
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return (word, start, start + (word.Length * Character));
            start += (word.Length + 1) * Character;
        }
    }
}
