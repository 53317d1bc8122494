using LinlyTalker.Cli.Live.Talking;
using LinlyTalker.Client.Events;

namespace LinlyTalker.Tests.Cli.Live;

public class TurnWatchTests
{
    [Fact]
    public void Everything_counts_from_the_last_sample_of_speech()
    {
        var watch = Watch(first: 1, last: 3);
        watch.Take(new SpeechStarted("i", default), At(1.1));
        watch.Take(new SpeechStopped("i", default), At(3.3));
        watch.Take(new UtteranceHeard("i", "what is it"), At(3.4));
        watch.Take(new ReplyBegun("r"), At(3.41));
        watch.Take(new ReplyText("r", "i", "It", true), At(3.45));
        watch.Take(Audio("r", 24000), At(3.5));
        watch.Take(new ReplyFinished("r", "completed", null), At(3.6));

        var turn = watch.Result(At(60));

        Assert.Equal((0.3, 0.4, 0.45, 0.5), (Short(turn.SpeechStopped), Short(turn.Words), Short(turn.FirstText), Short(turn.FirstAudio)));
        Assert.Equal(("what is it", 1.0, 0), (turn.Heard, turn.Reply, turn.CutIns));
        Assert.Null(turn.Failure);
    }

    [Fact]
    public void An_end_that_was_called_before_the_speech_ended_is_a_cut_in_and_its_reply_does_not_count()
    {
        var watch = Watch(first: 1, last: 5);
        watch.Take(new SpeechStarted("i", default), At(1.1));
        watch.Take(new SpeechStopped("i", default), At(2.8));
        watch.Take(new ReplyBegun("r"), At(2.9));
        watch.Take(Audio("r", 2400), At(3));
        watch.Take(new SpeechStarted("j", default), At(3.1));
        watch.Take(Audio("r", 2400), At(3.2));
        watch.Take(new SpeechStopped("j", default), At(5.3));
        watch.Take(new ReplyBegun("s"), At(5.4));
        watch.Take(Audio("s", 2400), At(5.6));
        watch.Take(new ReplyFinished("s", "completed", null), At(5.7));

        var turn = watch.Result(At(60));

        Assert.Equal((1, 0.6), (turn.CutIns, Short(turn.FirstAudio)));
    }

    [Fact]
    public void An_interruption_is_timed_to_its_stop_and_to_the_last_that_still_came()
    {
        var watch = Watch(first: 1, last: 3, old: "r");
        watch.Take(Audio("r", 480), At(1.1)); // nobody has noticed yet
        watch.Take(new SpeechStarted("i", default), At(1.2));
        watch.Take(Audio("r", 480), At(1.23));
        watch.Take(new ReplyFinished("r", "cancelled", "turn_detected"), At(1.24));
        watch.Take(new SpeechStopped("i", default), At(3.3));

        var cut = watch.Result(At(60)).BargeIn!;

        Assert.Equal((0.2, 0.03, 0.02), (Short(cut.Stop), Short(cut.Stale), Short(cut.StaleSound)));
    }

    [Fact]
    public void A_cough_holds_the_reply_and_takes_nothing_from_it()
    {
        var watch = Watch(first: 1, last: 3);
        watch.Take(new ReplyBegun("r"), At(3.3));
        watch.Take(Audio("r", 24000), At(3.5));
        watch.Take(new SpeechStarted("j", default), At(4));
        watch.Take(new ReplyPaused("r"), At(4));
        watch.Take(new ReplyResumed("r"), At(5));
        watch.Take(new ReplyFinished("r", "completed", null), At(5.1));

        Assert.Equal((0.5, 5.5, 0), (Short(watch.Result(At(60)).FirstAudio), Short(watch.Result(At(60)).PlayedTo), watch.Result(At(60)).Underruns));
    }

    [Fact]
    public void Pictures_are_counted_and_those_of_speech_compared_with_the_sound()
    {
        var watch = Watch(first: 1, last: 3);
        watch.Take(new VideoUnit(At(10), true, default), At(3.1));
        watch.Take(new ReplyBegun("r"), At(3.3));
        watch.Take(Audio("r", 24000), At(3.5));
        watch.Take(Picture(10.04, 0), At(3.49));
        watch.Take(Picture(10.08, 0.04), At(3.55));
        watch.Take(Picture(10.2, 0.16), At(3.8));
        watch.Take(new ReplyFinished("r", "completed", null), At(3.9));

        var turn = watch.Result(At(60));

        Assert.Equal((0.49, 4, 2, 1), (Short(turn.FirstVideo), turn.Pictures, turn.PicturesMissing, turn.PicturesLate));
        Assert.Equal([0, 0.01, 0.14], turn.PictureLags.Select(l => Math.Round(l, 3)));

        static VideoUnit Picture(double position, double speech) => new(At(position), false, default) { Response = "r", Speech = At(speech) };
    }

    [Fact]
    public void A_turn_without_a_reply_says_so()
    {
        var watch = Watch(first: 1, last: 3);

        Assert.Equal("no reply came", watch.Result(At(60)).Failure);
        watch.Take(new ServerError("bad", "No."), At(2));
        Assert.Equal("bad: No.", watch.Result(At(60)).Failure);
    }

    private static TurnWatch Watch(double first, double last, string? old = null) =>
        new(new LiveTurn(0, 0, "q"), At(first), At(last), old, TimeSpan.Zero);

    private static ReplyAudio Audio(string reply, int samples) => new(reply, "i", new byte[2 * samples]);

    private static double? Short(double? seconds) => seconds is { } value ? Math.Round(value, 3) : null;

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
