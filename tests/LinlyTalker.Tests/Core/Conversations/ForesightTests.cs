using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Core.Conversations;

/// <summary>Replies that are begun before the user's turn is over.</summary>
public class ForesightTests
{
    private const int Patience = 20_000;
    private static readonly TaskCompletionSource Never = new();

    [Fact(Timeout = Patience)]
    public async Task The_words_as_foreseen_are_answered_at_once_by_what_was_thought_before()
    {
        var brain = new ScriptedBrain("One two. ", "Three.");
        var spoken = new TaskCompletionSource();
        var voice = new ScriptedVoice { Before = (_, word) => word == "two." && spoken.TrySetResult() ? null : null };
        await using var scene = new Scene([brain], voice: voice);
        scene.Ears.Foresee("what is it");
        await spoken.Task.WaitAsync(TestContext.Current.CancellationToken); // Its speech is being made.
        Assert.Equal([typeof(Heard)], scene.Output.Items.Select(i => i.GetType()));
        Assert.Empty(scene.Conversation.History);
        scene.Ears.Hear("What is it?");
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 1);
        Assert.Equal("One two. Three.", scene.Output.Said(1));
        Assert.Single(brain.Requests);
        Assert.Equal(["What is it?", "One two. Three."], scene.Conversation.History.Select(m => m.Text));
        var kinds = scene.Output.Items.Where(i => i is not Reached and not Moved).Select(i => i.GetType()).ToList();
        Assert.Equal([typeof(Heard), typeof(Heard), typeof(ReplyStarted)], kinds.Take(3));
        Assert.True(kinds.IndexOf(typeof(Thought)) < kinds.IndexOf(typeof(Spoke)));
    }

    [Theory(Timeout = Patience)]
    [InlineData("what is it good for", false)]
    [InlineData("what is it good for", true)]
    [InlineData("", true)]
    public async Task Other_words_leave_no_trace_of_it(string then, bool atOnce)
    {
        var brain = new ScriptedBrain(r => r.Utterance.Text == "what is it" ? ["Lost. ", Never.Task] : ["Two."]);
        await using var scene = new Scene([brain]);
        scene.Ears.Foresee("what is it");
        await UntilAsync(() => brain.Open == 1 && scene.Voice.Words == 1);
        if (!atOnce)
        {
            scene.Ears.Hear(then, isFinal: false);
            await UntilAsync(() => brain.Open == 0);
        }

        scene.Ears.Hear(then);
        if (then.Length > 0)
        {
            await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 1);
            Assert.Equal("Two.", scene.Output.Said(1));
            Assert.Equal([then, "Two."], scene.Conversation.History.Select(m => m.Text));
        }

        await UntilAsync(() => brain.Open == 0 && scene.Voice.Open == 0);
        Assert.DoesNotContain(scene.Output.Items, i => i is Interrupted or Degraded or Thought { Sentence.Text: "Lost. " });
        await scene.FinishAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task A_typed_question_in_between_is_answered_and_the_other_after_it()
    {
        var brain = new ScriptedBrain(r => [$"To {r.Utterance.Text}."]);
        await using var scene = new Scene([brain]);
        scene.Ears.Foresee("one");
        await UntilAsync(() => scene.Voice.Words == 2);
        await scene.AskAsync("two", 1);
        scene.Ears.Hear("one");
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 2);
        Assert.Equal(("To two.", "To one."), (scene.Output.Said(1), scene.Output.Said(2)));
        Assert.Equal(["two", "To two.", "one", "To one."], scene.Conversation.History.Select(m => m.Text));
        Assert.Equal(["two", "To two."], brain.Requests.Last().History.Select(m => m.Text));
    }

    [Fact(Timeout = Patience)]
    public async Task What_changed_meanwhile_is_asked_for_again()
    {
        var brain = new ScriptedBrain(r => [$"As {r.Instructions}."]);
        await using var scene = new Scene([brain], options: o => o with { Instructions = "before" });
        scene.Ears.Foresee("one");
        await UntilAsync(() => brain.Requests.Count == 1);
        scene.Conversation.Change(o => o with { Instructions = "after" });
        scene.Ears.Hear("one");
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 1);
        Assert.Equal("As after.", scene.Output.Said(1));
    }

    [Fact(Timeout = Patience)]
    public async Task A_brain_that_fails_is_told_of_only_when_its_reply_is_wanted()
    {
        await using var scene = new Scene([new ScriptedBrain(new InvalidOperationException("gone")), new ScriptedBrain("Two.")]);
        scene.Ears.Foresee("one");
        await UntilAsync(() => scene.Voice.Words == 1);
        Assert.Empty(scene.Output.Items.OfType<Degraded>());
        scene.Ears.Hear("one");
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 1);
        Assert.Equal("Two.", scene.Output.Said(1));
        Assert.Single(scene.Output.Items.OfType<Degraded>());
    }

    [Fact(Timeout = Patience)]
    public async Task Interrupted_it_is_a_reply_as_any()
    {
        var brain = new ScriptedBrain(r => r.Utterance.Text == "one" ? ["One. ", Never.Task] : ["Two."]);
        await using var scene = new Scene([brain]);
        scene.Ears.Foresee("one");
        scene.Ears.Hear("one");
        await scene.Output.WaitForAsync<Spoke>(s => s.Turn == 1);
        scene.Ears.Hear("wait");
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 2);
        Assert.Equal([1], scene.Output.Items.OfType<Interrupted>().Select(i => i.Turn));
        Assert.Equal(["one", "One.", "wait", "Two."], scene.Conversation.History.Select(m => m.Text));
    }

    [Theory(Timeout = Patience)]
    [InlineData("one", true, true)]
    [InlineData("mm", false, true)]
    [InlineData("one", false, false)]
    public async Task Doubtful_words_and_murmurs_are_not_answered_ahead_and_nothing_is_where_it_is_off(string text, bool doubtful, bool on)
    {
        var brain = new ScriptedBrain("Yes.");
        await using var scene = new Scene([brain], options: o => o with { Preempts = on });
        scene.Ears.Foresee(text, doubtful);
        scene.Ears.Hear("", isFinal: true);
        await scene.FinishAsync();
        Assert.Empty(brain.Requests);
    }

    private static async Task UntilAsync(Func<bool> so)
    {
        while (!so())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
