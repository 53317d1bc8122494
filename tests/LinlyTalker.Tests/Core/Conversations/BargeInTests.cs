using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Core.Conversations;

public class BargeInTests
{
    private const int Patience = 20_000;
    private static readonly TaskCompletionSource Never = new();

    [Fact(Timeout = Patience)]
    public async Task While_the_brain_thinks_nothing_is_said()
    {
        var brain = new ScriptedBrain(r => r.Utterance.Text == "one" ? [Never.Task, "Lost."] : ["Two."]);
        await using var scene = new Scene([brain]);
        scene.Ears.Hear("one");
        await scene.Output.WaitForAsync<Reached>();
        scene.Ears.Hear("two", isFinal: false);
        await scene.Output.WaitForAsync<Interrupted>(i => i.Turn == 1);
        scene.Ears.Hear("two");
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 2);
        Assert.Equal(("", "Two."), (scene.Output.Said(1), scene.Output.Said(2)));
        Assert.Equal(0, brain.Open);
    }

    [Fact(Timeout = Patience)]
    public async Task In_the_middle_of_a_sentence_everything_below_stops()
    {
        var brain = new ScriptedBrain(r => r.Utterance.Text == "one" ? ["This is long. ", Never.Task] : ["Two."]);
        var voice = new ScriptedVoice { Before = (_, word) => word == "long." ? Never.Task : null };
        await using var scene = new Scene([brain], voice: voice);
        scene.Ears.Hear("one");
        await scene.Output.WaitForAsync<Spoke>(s => s.Chunk.Text == "is");
        scene.Ears.Begin();
        scene.Ears.Hear("two", isFinal: false);
        await scene.Output.WaitForAsync<Interrupted>(i => i.Turn == 1);
        scene.Ears.Hear("two");
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 2);
        Assert.Equal(("This is", "Two."), (scene.Output.Said(1), scene.Output.Said(2)));
        Assert.Equal((0, 0), (brain.Open, scene.Voice.Open));
    }

    [Fact(Timeout = Patience)]
    public async Task Between_two_sentences_the_second_never_comes()
    {
        var brain = new ScriptedBrain("One. ", Never.Task, "Two.");
        await using var scene = new Scene([brain]);
        scene.Ears.Hear("go");
        await scene.Output.WaitForAsync<Moved>();
        scene.Ears.Hear("stop", isFinal: false);
        await scene.Output.WaitForAsync<Interrupted>();
        Assert.Equal("One.", scene.Output.Said(1));
    }

    [Fact(Timeout = Patience)]
    public async Task While_the_client_still_plays_what_was_sent()
    {
        await using var scene = new Scene([new ScriptedBrain("One two three.")], new RecordingOutput(tracksPlayback: true));
        await scene.AskAsync("go", 1);
        scene.Conversation.ReportPlayed(1, 150);
        scene.Ears.Begin();
        await scene.Output.WaitForAsync<Paused>(p => p.Turn == 1);
        scene.Ears.Hear("wait", isFinal: false);
        await scene.Output.WaitForAsync<Interrupted>(i => i.Turn == 1);
    }

    [Fact(Timeout = Patience)]
    public async Task After_all_was_played_there_is_nothing_to_interrupt()
    {
        await using var scene = new Scene([new ScriptedBrain("One.")], new RecordingOutput(tracksPlayback: true));
        await scene.AskAsync("go", 1);
        scene.Conversation.ReportPlayed(1, 100);
        scene.Ears.Begin();
        scene.Ears.Hear("again");
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 2);
        Assert.DoesNotContain(scene.Output.Items, i => i is Paused or Interrupted);
    }

    [Fact(Timeout = Patience)]
    public async Task Twice_in_a_row_leaves_only_the_last_reply()
    {
        var brain = new ScriptedBrain(r => r.Utterance.Text == "three" ? ["Three."] : ["Wait. ", Never.Task]);
        await using var scene = new Scene([brain]);
        scene.Ears.Hear("one");
        await scene.Output.WaitForAsync<Spoke>(s => s.Turn == 1);
        scene.Ears.Hear("two");
        scene.Ears.Hear("three");
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 3);
        Assert.Equal([1, 2], scene.Output.Items.OfType<Interrupted>().Select(i => i.Turn));
        Assert.Equal("Three.", scene.Output.Said(3));
        Assert.Equal((0, 0), (brain.Open, scene.Voice.Open));
    }

    [Fact(Timeout = Patience)]
    public async Task A_typed_question_interrupts_too()
    {
        var brain = new ScriptedBrain(r => r.Utterance.Text == "one" ? ["Wait. ", Never.Task] : ["Two."]);
        await using var scene = new Scene([brain]);
        scene.Conversation.Ask("one");
        await scene.Output.WaitForAsync<Spoke>();
        await scene.AskAsync("two", 2);
        Assert.Equal(1, Assert.Single(scene.Output.Items.OfType<Interrupted>()).Turn);
    }

    [Fact(Timeout = Patience)]
    public async Task The_greeting_can_be_interrupted()
    {
        var voice = new ScriptedVoice { Before = (_, word) => word == "day." ? Never.Task : null };
        await using var scene = new Scene(
            [new ScriptedBrain("Hi.")], voice: voice, options: o => o with { Persona = o.Persona with { Greeting = "Good day." } });
        await scene.Output.WaitForAsync<Spoke>(s => s.Turn == 0);
        scene.Ears.Hear("hi");
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 1);
        Assert.Equal(0, Assert.Single(scene.Output.Items.OfType<Interrupted>()).Turn);
    }

    [Theory(Timeout = Patience)]
    [InlineData("")]
    [InlineData("mm-hm")]
    [InlineData("Uh, huh.")]
    public async Task A_cough_or_a_murmur_pauses_and_the_reply_goes_on(string heard)
    {
        var held = new TaskCompletionSource();
        var brain = new ScriptedBrain("One. ", held.Task, "Two.");
        await using var scene = new Scene([brain]);
        scene.Ears.Hear("go");
        await scene.Output.WaitForAsync<Spoke>();
        scene.Ears.Begin();
        await scene.Output.WaitForAsync<Paused>(p => p.Turn == 1);
        scene.Ears.Hear(heard);
        await scene.Output.WaitForAsync<Resumed>(r => r.Turn == 1);
        held.SetResult();
        await scene.Output.WaitForAsync<ReplyEnded>();
        Assert.Equal("One. Two.", scene.Output.Said(1));
        Assert.Single(brain.Requests);
    }

    [Theory(Timeout = Patience)]
    [InlineData("嗯嗯。", false)]
    [InlineData("哦，啊", false)]
    [InlineData("mm-hm", true)]
    [InlineData("等一下", true)]
    public async Task The_murmurs_are_those_of_the_language_that_is_spoken_now(string heard, bool interrupts)
    {
        var held = new TaskCompletionSource();
        await using var scene = new Scene([new ScriptedBrain("One. ", held.Task, "Two.")]);
        scene.Conversation.Change(o => o with { Persona = o.Persona with { Language = "zh" } });
        scene.Ears.Hear("go");
        await scene.Output.WaitForAsync<Spoke>();
        scene.Ears.Begin();
        scene.Ears.Hear(heard);
        ConversationEvent came = interrupts
            ? await scene.Output.WaitForAsync<Interrupted>(i => i.Turn == 1)
            : await scene.Output.WaitForAsync<Resumed>(r => r.Turn == 1);
        held.SetResult();
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == (interrupts ? 2 : 1));
        Assert.Equal(1, came.Turn);
    }

    [Fact(Timeout = Patience)]
    public async Task No_word_within_two_seconds_resumes_and_a_later_word_still_interrupts()
    {
        await using var scene = new Scene([new ScriptedBrain("One. ", Never.Task)]);
        scene.Ears.Hear("go");
        await scene.Output.WaitForAsync<Spoke>();
        scene.Ears.Begin();
        await scene.Output.WaitForAsync<Paused>();
        scene.Time.Advance(TimeSpan.FromSeconds(1.9));
        scene.Ears.Begin(); // A second partial without words changes nothing.
        await scene.Output.WaitForAsync<Heard>(h => scene.Output.Items.OfType<Heard>().Count() == 3);
        Assert.DoesNotContain(scene.Output.Items, i => i is Resumed);
        scene.Time.Advance(TimeSpan.FromSeconds(0.2));
        await scene.Output.WaitForAsync<Resumed>();
        scene.Ears.Hear("stop", isFinal: false);
        await scene.Output.WaitForAsync<Interrupted>();
        Assert.Single(scene.Output.Items.OfType<Paused>());
    }

    [Fact(Timeout = Patience)]
    public async Task A_cough_in_silence_is_nothing()
    {
        var brain = new ScriptedBrain("One.");
        await using var scene = new Scene([brain]);
        scene.Ears.Begin();
        scene.Ears.Hear("");
        await scene.FinishAsync();
        Assert.Equal([typeof(Heard), typeof(Heard)], scene.Output.Items.Select(i => i.GetType()));
        Assert.Empty(brain.Requests);
    }

    [Fact(Timeout = Patience)]
    public async Task An_organ_that_does_not_stop_holds_the_next_reply_for_five_seconds_at_most()
    {
        await using var scene = await InterruptedAsync(Never.Task);
        var ended = scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 2);
        while (!ended.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            scene.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.Equal("Two.", scene.Output.Said(2));
        var over = scene.DisposeAsync().AsTask();
        while (!over.IsCompleted)
        {
            scene.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }
    }

    [Fact(Timeout = Patience)]
    public async Task An_organ_that_stops_late_leaves_no_timer()
    {
        var stuck = new TaskCompletionSource();
        await using var scene = await InterruptedAsync(stuck.Task);
        while (scene.Time.Timers == 0)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        stuck.SetResult();
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 2);
        Assert.Equal(0, scene.Time.Timers);
        await scene.FinishAsync();
    }

    /// <summary>"Two." is to be said, and the voice, that was interrupted in "Stuck.", stops when that is done.</summary>
    private static async Task<Scene> InterruptedAsync(Task stuck)
    {
        var voice = new ScriptedVoice { Before = (s, _) => s.Text == "Stuck." ? stuck : null, IsDeafToCancellation = true };
        var scene = new Scene([new ScriptedBrain(r => [r.Utterance.Text == "one" ? "Stuck." : "Two."])], voice: voice);
        scene.Conversation.Ask("one");
        await scene.Output.WaitForAsync<Thought>();
        scene.Conversation.Ask("two");
        await scene.Output.WaitForAsync<Interrupted>();
        return scene;
    }
}
