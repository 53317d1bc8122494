using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Streaming;

namespace LinlyTalker.Tests.Ears.Streaming;

public class LocalAgreementTests
{
    private readonly LocalAgreement agreement = new();

    [Fact]
    public void One_hearing_settles_nothing()
    {
        Take("Hello world");
        Assert.Equal("", agreement.StableText);
        Assert.Equal("Hello world", HeardWords.Text(agreement.Words));
    }

    [Fact]
    public void What_two_in_a_row_agree_on_is_settled()
    {
        Take("Hello word");
        Take("hello world, how");
        Assert.Equal("hello", agreement.StableText);
        Take("Hello world. How are");
        Assert.Equal("hello world. How", agreement.StableText);
    }

    [Fact]
    public void Marks_after_the_last_settled_word_may_still_change()
    {
        Take("I see.");
        Take("I see.");
        Assert.Equal("I see", agreement.StableText);
        Take("I see, so it is");
        Take("I see, so it is");
        Assert.Equal("I see, so it is", agreement.StableText);
    }

    [Fact]
    public void A_hearing_that_differs_in_settled_words_changes_none_of_them()
    {
        Take("four more years");
        Take("four more years");
        Take("for more years to come");
        Assert.Equal("four more years", agreement.StableText);
        Assert.Equal("four more years to come", HeardWords.Text(agreement.Words));
    }

    [Fact]
    public void The_last_hearing_may_correct_settled_words()
    {
        Take("four more years");
        Take("four more years");
        Assert.Equal("for more years to go.", HeardWords.Text(agreement.Settle(Words("for more years to go."))));
        Assert.Empty(agreement.Settle([]));
    }

    [Fact]
    public void The_last_hearing_of_a_later_window_keeps_the_words_before_it()
    {
        Take("one too three four five");
        Take("one too three four five");
        agreement.BeginAt(3);
        Assert.Equal("one too three for fife six.", HeardWords.Text(agreement.Settle(Words("for fife six."))));
        Assert.Equal("one too three four five", HeardWords.Text(agreement.Settle([])));
    }

    [Fact]
    public void A_window_that_begins_later_goes_on_where_it_begins()
    {
        Take("one two three four five");
        Take("one two three four five");
        agreement.BeginAt(3);
        Take("four five six");
        Take("four five six");
        Assert.Equal("one two three four five six", agreement.StableText);
    }

    [Fact]
    public void Whatever_is_heard_settled_text_only_grows_and_begins_every_later_one() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[][]>(),
        hearings =>
        {
            string[] vocabulary = ["the", "The", "cat,", "cat", "sat.", "on", "mat", "我", "？"];
            var tested = new LocalAgreement();
            var stable = "";
            foreach (var hearing in hearings ?? [])
            {
                var text = string.Join(' ', (hearing ?? []).Take(12).Select(b => vocabulary[b % vocabulary.Length]));
                tested.Take(Words(text));
                Assert.StartsWith(stable, tested.StableText, StringComparison.Ordinal);
                Assert.StartsWith(tested.StableText, HeardWords.Text(tested.Words), StringComparison.Ordinal);
                stable = tested.StableText;
            }
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(500).WithReplay(11UL, 5UL));

    [Fact]
    public void Chinese_is_compared_character_by_character()
    {
        Take("我想知道");
        Take("我想要什么？");
        Assert.Equal("我想", agreement.StableText);
        Assert.Equal("我想要什么？", HeardWords.Text(agreement.Words));
    }

    [Fact]
    public void Words_with_times_keep_the_text_s_marks()
    {
        var words = HeardWords.Of(
            new Transcript
            {
                Text = "Well, it costs 50% more.",
                Language = "en",
                Words = [Timed("Well", 0), Timed("it", 10), Timed("costs", 20), Timed("50%", 30), Timed("more", 40)],
            },
            1000);
        Assert.Equal("Well, it costs 50% more.", HeardWords.Text(words));
        Assert.Equal(["well", "it", "costs", "50", "more"], words.Select(w => w.Norm));
        Assert.Equal([",", "", "", "", "."], words.Select(w => w.Tail));
        Assert.Equal(1010, words[1].Span!.Value.Start);
        Assert.Equal(["Well,", "it", "costs", "50%", "more."], HeardWords.Timed(words).Select(w => w.Text));
    }

    [Fact]
    public void Words_that_are_not_in_the_text_leave_it_without_times()
    {
        var words = HeardWords.Of(new Transcript { Text = "two words", Language = "en", Words = [Timed("other", 0)] }, 0);
        Assert.Equal("two words", HeardWords.Text(words));
        Assert.Empty(HeardWords.Timed(words));
    }

    private static Word Timed(string text, int start) => new(text, new SampleSpan(start, start + 10), 1);

    private static IReadOnlyList<HeardWord> Words(string text) => HeardWords.Of(new Transcript { Text = text, Language = "en" }, 0);

    private void Take(string text) => agreement.Take(Words(text));
}
