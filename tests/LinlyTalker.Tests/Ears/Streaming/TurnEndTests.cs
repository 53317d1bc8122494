using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Turns;

namespace LinlyTalker.Tests.Ears.Streaming;

/// <summary>When a turn ends, by what the model says and by what was said.</summary>
public sealed class TurnEndTests
{
    private const int Patience = 20_000;
    private const string Spoken = "____####################"; // Speech ends with window 24.
    private static readonly string Silence = new('_', 80);

    private readonly Stage stage = new();

    [Fact(Timeout = Patience)]
    public async Task A_complete_turn_ends_after_a_short_silence()
    {
        var detector = Judged("Call me back.", 0.9f);

        await stage.RunAsync(Spoken + Silence, partials: false);

        var decision = Assert.Single(stage.Decisions);
        Assert.Equal((true, TurnRule.Meaning, 0.9f), (decision.IsComplete, decision.Rule, decision.Probability));
        Assert.Equal(24 * 512, decision.Position);
        Assert.Equal(384, decision.Silence.TotalMilliseconds, 1);
        Assert.Equal("Call me back.", stage.Finals.Single().Text);
        // The whole turn, and no more than a tenth of a second after it.
        Assert.Equal(new SampleSpan(0, 24 * 512 + 1536), Assert.Single(detector.Asked));
    }

    [Fact(Timeout = Patience)]
    public async Task An_incomplete_turn_waits_two_seconds()
    {
        var detector = Judged("Call me back.", 0.1f);

        await stage.RunAsync(Spoken + Silence, partials: false);

        Assert.Equal([(false, TurnRule.Meaning), (true, TurnRule.Silence)], stage.Decisions.Select(d => (d.IsComplete, d.Rule)));
        Assert.InRange(stage.Decisions[1].Silence.TotalMilliseconds, 2000, 2032);
        Assert.Single(detector.Asked);
    }

    [Fact(Timeout = Patience)]
    public async Task A_doubtful_turn_waits_a_second()
    {
        Judged("Call me back.", 0.3f);

        await stage.RunAsync(Spoken + Silence, partials: false);

        Assert.Equal([(false, TurnRule.Meaning), (true, TurnRule.Silence)], stage.Decisions.Select(d => (d.IsComplete, d.Rule)));
        Assert.InRange(stage.Decisions[1].Silence.TotalMilliseconds, 1000, 1032);
    }

    [Fact(Timeout = Patience)]
    public async Task A_whole_question_that_sounds_complete_ends_sooner()
    {
        Judged("What can you help me with?", 0.9f);

        await stage.RunAsync(Spoken + Silence, partials: false);

        var decision = Assert.Single(stage.Decisions);
        Assert.Equal((true, TurnRule.Meaning), (decision.IsComplete, decision.Rule));
        Assert.Equal(288, decision.Silence.TotalMilliseconds, 1);
    }

    [Fact(Timeout = Patience)]
    public async Task Each_pause_is_judged_once_on_the_whole_turn()
    {
        var detector = Judged("Call me back.", 0.1f, 0.9f);

        await stage.RunAsync(Spoken + "____________________" + "####################" + Silence, partials: false);

        Assert.Equal([false, true], stage.Decisions.Select(d => d.IsComplete));
        Assert.Equal([0, 0], detector.Asked.Select(a => (int)a.Start));
        Assert.Equal([(24 * 512) + 1536, (64 * 512) + 1536], detector.Asked.Select(a => (int)a.End));
        Assert.Single(stage.Finals);
    }

    [Fact(Timeout = Patience)]
    public async Task A_whole_question_that_sounds_unfinished_ends_after_the_fixed_pause()
    {
        Judged("What can you help me with?", 0.03f);

        await stage.RunAsync(Spoken + Silence, partials: false);

        var decision = Assert.Single(stage.Decisions);
        Assert.Equal((true, TurnRule.Question, 0.03f), (decision.IsComplete, decision.Rule, decision.Probability));
        Assert.InRange(decision.Silence.TotalMilliseconds, 700, 732);
    }

    [Theory(Timeout = Patience)]
    [InlineData(0.9f)]
    [InlineData(0.03f)]
    public async Task A_whole_question_with_a_comma_after_it_ends_after_the_fixed_pause(float probability)
    {
        Judged("How do I use my own photo,", probability);

        await stage.RunAsync(Spoken + Silence, partials: false);

        var decision = Assert.Single(stage.Decisions);
        Assert.Equal((true, TurnRule.Question, probability), (decision.IsComplete, decision.Rule, decision.Probability));
        Assert.InRange(decision.Silence.TotalMilliseconds, 700, 732);
    }

    [Fact(Timeout = Patience)]
    public async Task A_whole_question_ends_the_turn_as_soon_as_its_words_are_known()
    {
        Judged("What can you help me with?", 0.9f);
        var slow = new TaskCompletionSource();
        stage.Recogniser.Before = (call, cancellation) => call.IsPartial ? Task.CompletedTask : slow.Task.WaitAsync(cancellation);
        var left = new TaskCompletionSource();
        stage.Before[40] = () =>
        {
            slow.SetResult();
            // No more sound comes until the final words are there.
            return stage.SeenAsync(u => u.IsFinal);
        };

        await stage.RunAsync(Spoken + Silence);

        var decision = Assert.Single(stage.Decisions);
        Assert.Equal((true, TurnRule.Meaning), (decision.IsComplete, decision.Rule));
        Assert.InRange(decision.Silence.TotalMilliseconds, 300, 600);
    }

    [Fact(Timeout = Patience)]
    public async Task A_last_word_that_is_none_overrules_the_model()
    {
        Judged("Please tell me the", 0.95f);

        await stage.RunAsync(Spoken + Silence, partials: false);

        Assert.Equal((false, TurnRule.Unfinished), (stage.Decisions[0].IsComplete, stage.Decisions[0].Rule));
        Assert.InRange(stage.Decisions[^1].Silence.TotalMilliseconds, 2000, 2032);
    }

    [Fact(Timeout = Patience)]
    public async Task A_complete_turn_whose_words_are_late_ends_after_the_fixed_pause()
    {
        Judged("Call me back.", 0.9f);
        var slow = new TaskCompletionSource();
        stage.Recogniser.Before = (_, cancellation) => slow.Task.WaitAsync(cancellation);
        stage.Before[24 + 40] = () =>
        {
            slow.SetResult();
            return Task.CompletedTask;
        };

        await stage.RunAsync(Spoken + Silence);

        var decision = Assert.Single(stage.Decisions);
        Assert.Equal((true, TurnRule.Silence), (decision.IsComplete, decision.Rule));
        Assert.InRange(decision.Silence.TotalMilliseconds, 700, 732);
        Assert.Equal("Call me back.", stage.Finals.Single().Text);
    }

    [Theory(Timeout = Patience)]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Without_a_judge_a_fixed_pause_ends_the_turn(string language)
    {
        var detector = Judged("Call me back.", 0.9f);
        stage.TurnDetector = language == "en" ? null : detector;

        await stage.RunAsync(Spoken + Silence, partials: false, language: language);

        var decision = Assert.Single(stage.Decisions);
        Assert.Equal(TurnRule.Silence, decision.Rule);
        Assert.Null(decision.Probability);
        Assert.InRange(decision.Silence.TotalMilliseconds, 700, 732);
        Assert.Empty(detector.Asked);
    }

    [Fact(Timeout = Patience)]
    public async Task A_judge_that_fails_costs_no_turn()
    {
        Judged("Call me back.", 0.9f).Fails = new ScriptedRecogniser.Broken();

        await stage.RunAsync(Spoken + Silence, partials: false);

        Assert.Equal(TurnRule.Silence, Assert.Single(stage.Decisions).Rule);
        Assert.Equal("Call me back.", stage.Finals.Single().Text);
        Assert.Equal(["it broke"], stage.Faults);
    }

    private ScriptedTurnDetector Judged(string text, params float[] says)
    {
        stage.Recogniser.Says(text, 6, 22);
        var detector = new ScriptedTurnDetector(says);
        stage.TurnDetector = detector;
        return detector;
    }
}
