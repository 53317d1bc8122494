using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Tests.Ears.Streaming;

public sealed class RecogniserEarsTests
{
    private const int Patience = 20_000;
    private static readonly string Silence = new('_', 30);

    private readonly Stage stage = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_turn_begins_with_an_empty_partial_and_ends_with_the_words_at_their_times()
    {
        stage.Recogniser.Says("Hello", 6, 12);
        stage.Recogniser.Says("world.", 14, 22);

        await stage.RunAsync("____####################" + Silence);

        Assert.Equal("", stage.Heard[0].Text);
        Assert.False(stage.Heard[0].IsFinal);
        var final = Assert.Single(stage.Finals);
        Assert.Equal("Hello world.", final.Text);
        Assert.Equal(["Hello", "world."], final.Words.Select(w => w.Text));
        Assert.Equal(new SampleSpan(6 * 512, 12 * 512), final.Words[0].Span);
        Assert.Equal(new SampleSpan(0, 24 * 512), final.Span);
        Assert.Equal(0.5f, final.Confidence);
    }

    [Fact(Timeout = Patience)]
    public async Task Two_hearings_that_agree_settle_words_while_they_are_said()
    {
        Words("one two three four", 5, 8);
        stage.Before[36] = () => stage.SeenAsync(u => u.Text.Length > 0);
        stage.Before[45] = () => stage.SeenAsync(u => u.StableText.StartsWith("one", StringComparison.Ordinal));
        stage.Before[52] = () => stage.SeenAsync(u => u.StableText.StartsWith("one two", StringComparison.Ordinal));

        await stage.RunAsync("____" + new string('#', 60) + Silence);

        Assert.Equal("one two three four", stage.Finals.Single().Text);
        var stable = "";
        foreach (var utterance in stage.Heard)
        {
            Assert.StartsWith(stable, utterance.Text, StringComparison.Ordinal);
            stable = utterance.StableText;
        }
    }

    [Fact(Timeout = Patience)]
    public async Task The_final_words_are_the_last_hearing_s_even_where_partials_had_settled_others()
    {
        Words("four more years today", 5, 8);
        stage.Recogniser.Mishears = (call, text) => !call.IsPartial && text == "four" ? "for" : text;
        stage.Before[36] = () => stage.SeenAsync(u => u.Text.Length > 0);
        stage.Before[62] = () => stage.SeenAsync(u => u.StableText.StartsWith("four", StringComparison.Ordinal));

        await stage.RunAsync("____" + new string('#', 62) + Silence);

        Assert.Equal("for more years today", stage.Finals.Single().Text);
    }

    [Fact(Timeout = Patience)]
    public async Task The_words_looked_for_in_the_first_silence_are_the_final_ones()
    {
        stage.Recogniser.Says("hello", 6, 20);

        await stage.RunAsync("____####################" + Silence, partials: false);

        var call = Assert.Single(stage.Recogniser.Calls);
        Assert.False(call.IsPartial);
        // 96 ms of silence, not the 700 that ended the turn.
        Assert.Equal(new SampleSpan(0, 27 * 512), call.Span);
        Assert.Equal("hello", stage.Finals.Single().Text);
    }

    [Fact(Timeout = Patience)]
    public async Task Words_looked_for_in_a_silence_are_thrown_away_when_speech_goes_on()
    {
        stage.Recogniser.Says("hello", 6, 20);
        stage.Recogniser.Says("there", 34, 50);
        var thrownAway = new TaskCompletionSource();
        stage.Recogniser.Before = async (call, cancellation) =>
        {
            if (call.Span.End < 30 * 512)
            {
                await using var stopped = cancellation.Register(() => thrownAway.TrySetResult());
                await Task.Delay(Timeout.Infinite, cancellation);
            }
        };
        stage.Streaming = stage.Streaming with { PartialInterval = TimeSpan.FromSeconds(20) };
        stage.Before[50] = () => thrownAway.Task;

        await stage.RunAsync("____####################______" + new string('#', 22) + Silence);

        Assert.Equal("hello there", stage.Finals.Single().Text);
        Assert.Equal(2, stage.Recogniser.Calls.Count);
    }

    [Fact(Timeout = Patience)]
    public async Task A_partial_that_comes_too_late_does_not_follow_the_final_words_of_its_turn()
    {
        stage.Recogniser.Says("first", 6, 10);
        stage.Recogniser.Says("second", 70, 80);
        stage.Recogniser.Before = (call, _) => call.IsPartial && call.Span.Start < 30 * 512 ? stage.SeenAsync(u => u.IsFinal) : Task.CompletedTask;

        await stage.RunAsync("____####################" + new string('_', 40) + "######################" + Silence);

        Assert.Contains(stage.Recogniser.Calls, c => c.IsPartial);
        AssertNothingFollowsFinals();
    }

    [Theory(Timeout = Patience)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nothing_of_a_turn_follows_its_final_words_however_long_its_hearings_take(int seed)
    {
        var random = new Random(seed);
        var script = string.Concat(Enumerable.Range(0, 20).Select(_ => new string('#', random.Next(8, 60)) + new string('_', random.Next(5, 40)))) + Silence;
        Words(string.Join(' ', Enumerable.Range(0, script.Length / 4).Select(i => $"w{i}")), 0, 4);
        stage.Recogniser.Before = async (call, _) =>
        {
            for (var turns = (call.Span.GetHashCode() & 0xFF) * seed; turns > 0; turns--)
            {
                await Task.Yield();
            }
        };

        await stage.RunAsync(script);

        Assert.True(stage.Finals.Count() > 3);
        AssertNothingFollowsFinals();
    }

    [Fact(Timeout = Patience)]
    public async Task A_machine_that_is_busy_stops_partials_and_never_the_final_words()
    {
        Words("one two three four five six", 5, 5);
        stage.Recogniser.Before = (_, _) =>
        {
            stage.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };
        stage.Before[30] = () => stage.SeenAsync(u => u.Text.Length > 0);

        await stage.RunAsync("____" + new string('#', 120) + Silence);

        Assert.Single(stage.Recogniser.Calls, c => c.IsPartial);
        Assert.Equal("one two three four five six", stage.Finals.Single().Text);
    }

    [Fact(Timeout = Patience)]
    public async Task Who_begins_to_speak_is_noticed_while_the_words_before_are_still_looked_for()
    {
        stage.Recogniser.Says("first", 6, 20);
        stage.Recogniser.Says("second", 70, 80);
        var slow = new TaskCompletionSource();
        stage.Recogniser.Before = (call, cancellation) => call.Span.End < 60 * 512 ? slow.Task.WaitAsync(cancellation) : Task.CompletedTask;
        var script = "____####################" + new string('_', 40) + "######################" + Silence;
        stage.Before[script.Length - 1] = () =>
        {
            // All the sound was taken in spite of the recogniser.
            slow.SetResult();
            return Task.CompletedTask;
        };

        await stage.RunAsync(script);

        Assert.Equal(["first", "second"], stage.Finals.Select(u => u.Text));
        Assert.Equal(2, stage.Decisions.Count);
        var firstFinal = stage.Heard.FindIndex(u => u.IsFinal);
        Assert.All(stage.Heard.Take(firstFinal), u => Assert.Equal(0, u.Span.Start));
    }

    [Fact(Timeout = Patience)]
    public async Task A_recogniser_that_fails_loses_one_turn_and_the_next_is_heard()
    {
        stage.Recogniser.Says("lost", 6, 20);
        stage.Recogniser.Says("again", 60, 75);
        stage.Recogniser.Before = (call, _) => call.Span.Start < 30 * 512 ? Task.FromException(new ScriptedRecogniser.Broken()) : Task.CompletedTask;

        await stage.RunAsync("____####################" + Silence + "____####################" + Silence);

        Assert.Equal(["", "again"], stage.Finals.Select(u => u.Text));
        Assert.Equal(0, stage.Finals.First().Confidence);
        Assert.Equal(["it broke"], stage.Faults);
    }

    [Fact(Timeout = Patience)]
    public async Task A_recogniser_that_fails_once_at_the_silence_is_asked_again()
    {
        stage.Recogniser.Says("hello", 6, 20);
        stage.Recogniser.Before = (_, _) =>
            stage.Recogniser.Calls.Count == 1 ? Task.FromException(new ScriptedRecogniser.Broken()) : Task.CompletedTask;

        await stage.RunAsync("____####################" + Silence, partials: false);

        Assert.Equal("hello", stage.Finals.Single().Text);
        Assert.Empty(stage.Faults);
    }

    [Fact(Timeout = Patience)]
    public async Task A_turn_without_a_word_is_closed_with_an_empty_text()
    {
        await stage.RunAsync("____####################" + Silence);

        Assert.Equal("", stage.Finals.Single().Text);
    }

    [Fact(Timeout = Patience)]
    public async Task Sound_that_ends_while_somebody_speaks_is_heard_to_its_end()
    {
        stage.Recogniser.Says("bye", 6, 24);

        await stage.RunAsync("____####################");

        Assert.Equal("bye", stage.Finals.Single().Text);
        Assert.Equal(24 * 512, stage.Finals.Single().Span.End);
    }

    [Fact(Timeout = Patience)]
    public async Task A_long_turn_costs_no_more_than_the_longest_window_a_hearing()
    {
        Words(string.Join(' ', Enumerable.Range(0, 90).Select(i => $"w{i}")), 3, 10);
        stage.Streaming = stage.Streaming with { LongestWindow = TimeSpan.FromSeconds(5), KeptWindow = TimeSpan.FromSeconds(2) };
        for (var window = 60; window < 900; window += 5)
        {
            var end = window * 512;
            stage.Before[window] = () => stage.SeenAsync(u => u.Span.End > end - (25 * 512));
        }

        await stage.RunAsync("____" + new string('#', 906) + Silence);

        Assert.Equal(90, stage.Finals.Single().Words.Count);
        Assert.All(stage.Recogniser.Calls, c => Assert.InRange(c.Span.Length, 0, 16000 * 7));
    }

    [Fact(Timeout = Patience)]
    public async Task Cancelling_stops_the_hearing_and_the_stream()
    {
        using var cancel = new CancellationTokenSource();
        var stopped = new TaskCompletionSource();
        stage.Recogniser.Before = async (_, cancellation) =>
        {
            await using var seen = cancellation.Register(() => stopped.TrySetResult());
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
        };

        stage.Cancellation = cancel.Token;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.RunAsync("____####################" + Silence + Silence));
        await stopped.Task;
    }

    [Fact(Timeout = Patience)]
    public async Task A_reader_that_leaves_leaves_nothing_running()
    {
        var running = 0;
        stage.Recogniser.Before = async (_, cancellation) =>
        {
            Interlocked.Increment(ref running);
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        };
        await using var ears = stage.Ears("____" + new string('#', 200));
        await foreach (var utterance in ears.ListenAsync(stage.SoundAsync("____" + new string('#', 200)), new ListenOptions(), Token))
        {
            break;
        }

        Assert.Equal(0, running);
    }

    [Fact(Timeout = Patience)]
    public async Task A_source_of_sound_that_fails_ends_the_stream_with_its_error()
    {
        stage.Before[10] = () => Task.FromException(new ScriptedRecogniser.Broken());

        await Assert.ThrowsAsync<ScriptedRecogniser.Broken>(() => stage.RunAsync("____####################" + Silence));
    }

    [Fact]
    public void A_language_that_the_recogniser_does_not_know_is_refused_at_once() =>
        Assert.Throws<InputException>(() => stage.Ears("").ListenAsync(stage.SoundAsync(""), new ListenOptions { Language = "fr" }, Token));

    [Fact(Timeout = Patience)]
    public async Task Ears_dispose_of_their_recogniser()
    {
        await stage.RunAsync("");
        Assert.Equal(1, stage.Recogniser.Disposed);
    }

    /// <summary>The utterances of a turn begin where it does.</summary>
    private void AssertNothingFollowsFinals()
    {
        var over = new HashSet<long>();
        foreach (var utterance in stage.Heard)
        {
            Assert.DoesNotContain(utterance.Span.Start, over);
            if (utterance.IsFinal)
            {
                over.Add(utterance.Span.Start);
            }
        }
    }

    /// <summary>
    /// Words of so many windows, one after the other. The first hearing is at window 13: where a partial is waited for, a
    /// word must be over by then, since no further hearing begins while the sound waits.
    /// </summary>
    private void Words(string text, int from, int length)
    {
        foreach (var word in text.Split(' '))
        {
            stage.Recogniser.Says(word, from, from + length - 1);
            from += length;
        }
    }
}
