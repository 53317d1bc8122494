using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Turns;

namespace LinlyTalker.Tests.Core.Turns;

public class TurnTakerTests
{
    private const int Rate = 16000;
    private const int Frame = 512; // 32 ms
    private static readonly TurnOptions Options = new();

    [Fact]
    public void Silence_says_nothing() => Assert.Empty(Run(new string('.', 200)));

    [Fact]
    public void A_click_is_no_speech() => Assert.Empty(Run(".....##.....#........"));

    [Fact]
    public void Speech_starts_after_three_frames_and_reaches_back_by_the_pre_roll()
    {
        var signal = Assert.Single(Run(new string('.', 20) + "###"));
        Assert.Equal(new TurnSignal(TurnChange.Started, (20 * Frame) - 4800), signal);
    }

    [Fact]
    public void The_pre_roll_does_not_reach_before_the_stream() =>
        Assert.Equal(new TurnSignal(TurnChange.Started, 0), Assert.Single(Run(".###")));

    [Fact]
    public void A_turn_pauses_after_the_hang_over_and_ends_after_the_silence() => Assert.Equal(
        [
            new TurnSignal(TurnChange.Started, 0),
            new TurnSignal(TurnChange.Paused, 10 * Frame),
            new TurnSignal(TurnChange.Ended, (10 * Frame) + 3200),
        ],
        Run("##########" + new string('.', 40)));

    [Fact]
    public void Speech_within_the_silence_goes_on_with_the_turn() => Assert.Equal(
        [TurnChange.Started, TurnChange.Paused, TurnChange.Resumed, TurnChange.Paused, TurnChange.Ended],
        Run("#####..........#####" + new string('.', 40)).Select(s => s.Change));

    [Fact]
    public void A_short_gap_is_not_even_a_pause() =>
        Assert.Equal([TurnChange.Started], Run("#####....#####").Select(s => s.Change));

    [Fact]
    public void Soft_speech_goes_on_but_does_not_start()
    {
        Assert.Empty(Run(new string('+', 50)));
        Assert.Equal([TurnChange.Started], Run("###" + new string('+', 50)).Select(s => s.Change));
    }

    [Theory]
    [InlineData("what is the price of", 1600)]
    [InlineData("what is the price", 700)]
    [InlineData("What is the price?", 300)]
    [InlineData("我想问一下因为", 1600)]
    [InlineData("价格是多少？", 300)]
    [InlineData("", 700)]
    public void What_was_said_decides_how_long_is_waited(string text, int milliseconds) =>
        Assert.InRange(Waited(t => t.Hint(text)), milliseconds, milliseconds + 32);

    [Theory]
    [InlineData(0f, 1600)]
    [InlineData(0.25f, 1150)]
    [InlineData(0.5f, 700)]
    [InlineData(1f, 300)]
    public void A_models_probability_decides_how_long_is_waited(float probability, int milliseconds) =>
        Assert.InRange(Waited(t => t.Hint(probability)), milliseconds, milliseconds + 32);

    [Fact]
    public void A_hint_is_forgotten_when_speech_goes_on()
    {
        var taker = new TurnTaker(Options, Rate);
        Feed(taker, 0, "#####.......");
        taker.Hint(1f);
        Feed(taker, 12, "###");
        Assert.DoesNotContain(Feed(taker, 15, new string('.', 15)), s => s.Change is TurnChange.Ended);
    }

    [Fact]
    public void A_turn_judged_complete_ends_at_its_pause_where_that_is_enough()
    {
        var taker = new TurnTaker(Options with { CompleteSilence = TimeSpan.Zero }, Rate);
        Assert.Equal(TurnChange.Paused, Feed(taker, 0, "#####.......")[^1].Change);
        Assert.Equal(5 * Frame, taker.LastSpeech);
        Assert.Equal(new TurnSignal(TurnChange.Ended, (5 * Frame) + 3200), taker.Judge(TurnVerdict.Complete));
        Assert.Null(taker.Judge(TurnVerdict.Complete));
    }

    [Fact]
    public void A_turn_judged_incomplete_waits_two_seconds_whatever_its_text_says() => Assert.InRange(
        Waited(t =>
        {
            t.Judge(TurnVerdict.Incomplete);
            t.Hint("What is the price?");
        }),
        2000,
        2032);

    [Theory]
    [InlineData(TurnVerdict.WholeQuestion, 280)]
    [InlineData(TurnVerdict.Complete, 380)]
    [InlineData(TurnVerdict.Contradicted, 700)]
    [InlineData(TurnVerdict.Doubtful, 1000)]
    [InlineData(TurnVerdict.Incomplete, 2000)]
    public void A_turn_waits_as_long_as_it_was_judged_unfinished(TurnVerdict verdict, int silence) =>
        Assert.InRange(Waited(t => t.Judge(verdict)), silence, silence + 32);

    [Theory]
    [InlineData(100)]
    [InlineData(1200)]
    public void One_silence_for_all_turns_is_that_silence_whatever_is_judged(int silence)
    {
        var options = Options.EndingAfter(TimeSpan.FromMilliseconds(silence));
        Assert.InRange(Waited(_ => { }, options), silence, silence + 64);
        Assert.InRange(Waited(t => t.Hint(0), options), silence, silence + 64);
        Assert.InRange(Waited(t => t.Hint(1), options), silence, silence + 64);
        Assert.All(Enum.GetValues<TurnVerdict>(), verdict => Assert.InRange(Waited(t => t.Judge(verdict), options), silence, silence + 64));
    }

    [Fact]
    public void A_judgement_is_forgotten_when_speech_goes_on()
    {
        var taker = new TurnTaker(Options, Rate);
        Feed(taker, 0, "#####.......");
        Assert.Null(taker.Judge(TurnVerdict.Incomplete));
        Feed(taker, 12, "###");
        Assert.Contains(Feed(taker, 15, new string('.', 24)), s => s.Change is TurnChange.Ended);
    }

    [Fact]
    public void A_judgement_before_the_pause_ends_nothing()
    {
        var taker = new TurnTaker(Options, Rate);
        Feed(taker, 0, "#####..");
        Assert.Null(taker.Judge(TurnVerdict.Complete));
    }

    [Fact]
    public void An_endless_turn_is_cut_and_the_next_begins_where_it_ended()
    {
        var signals = Run(new string('#', 2000));
        Assert.Equal(
            [TurnChange.Started, TurnChange.Ended, TurnChange.Started, TurnChange.Ended, TurnChange.Started],
            signals.Select(s => s.Change));
        Assert.Equal(30.0, (double)(signals[1].Position - signals[0].Position) / Rate, 0.04);
        Assert.Equal(signals[1].Position, signals[2].Position);
    }

    [Fact]
    public void The_end_of_the_stream_ends_a_turn()
    {
        var taker = new TurnTaker(Options, Rate);
        Feed(taker, 0, "######");
        Assert.Equal(new TurnSignal(TurnChange.Ended, 6 * Frame), taker.Finish(6 * Frame));
        Assert.Null(taker.Finish(6 * Frame));
    }

    [Fact]
    public void Whatever_comes_turns_follow_each_other_without_overlap_and_within_the_maximum() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        runs =>
        {
            var taker = new TurnTaker(Options, Rate);
            var frames = string.Concat((runs ?? []).Select(r => new string(".+#"[r % 3], r)));
            var signals = Feed(taker, 0, frames);
            if (taker.Finish(frames.Length * Frame) is { } last)
            {
                signals.Add(last);
            }

            var (inTurn, pausing, start, end) = (false, false, 0L, 0L);
            foreach (var (change, position) in signals)
            {
                switch (change)
                {
                    case TurnChange.Started:
                        Assert.False(inTurn);
                        Assert.True(position >= end);
                        (inTurn, start) = (true, position);
                        break;
                    case TurnChange.Paused:
                        Assert.True(inTurn && !pausing);
                        pausing = true;
                        break;
                    case TurnChange.Resumed:
                        Assert.True(inTurn && pausing);
                        pausing = false;
                        break;
                    default:
                        Assert.True(inTurn && position > start && position - start <= 30.04 * Rate);
                        (inTurn, pausing, end) = (false, false, position);
                        break;
                }
            }

            Assert.False(inTurn);
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(300).WithReplay(7UL, 9UL));

    /// <summary>Milliseconds of silence until the turn ends.</summary>
    private static double Waited(Action<TurnTaker> hint, TurnOptions? options = null)
    {
        var taker = new TurnTaker(options ?? Options, Rate);
        Feed(taker, 0, "#####");
        hint(taker);
        for (var i = 5; i < 200; i++)
        {
            if (taker.Next(new SampleSpan(i * Frame, (i + 1) * Frame), 0) is { Change: TurnChange.Ended })
            {
                return (i + 1 - 5) * Frame * 1000.0 / Rate;
            }
        }

        return double.NaN;
    }

    private static List<TurnSignal> Run(string frames) => Feed(new TurnTaker(Options, Rate), 0, frames);

    /// <summary># is speech, + is soft, . is silence; one character a frame.</summary>
    private static List<TurnSignal> Feed(TurnTaker taker, int first, string frames)
    {
        var signals = new List<TurnSignal>();
        for (var i = 0; i < frames.Length; i++)
        {
            var span = new SampleSpan((first + i) * Frame, (first + i + 1) * Frame);
            var probability = frames[i] switch { '#' => 0.9f, '+' => 0.4f, _ => 0.05f };
            if (taker.Next(span, probability) is { } signal)
            {
                signals.Add(signal);
            }
        }

        return signals;
    }
}
