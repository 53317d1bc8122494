using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Tests.Core.Conversations;

public class DegradationTests
{
    private const int Patience = 20_000;

    [Fact(Timeout = Patience)]
    public async Task A_voice_that_fails_in_a_sentence_leaves_captions_for_the_rest()
    {
        var voice = new ScriptedVoice { Before = (_, word) => word == "five" ? throw new LinlyException("The voice broke.") : null };
        await using var scene = new Scene([new ScriptedBrain("One two. ", "Four five six. ", "Seven. ", "Eight.")], voice: voice);
        await scene.AskAsync("go", 1);
        Assert.Equal("One two. Four", scene.Output.Said(1));
        Assert.Equal(" five six. Seven. Eight.", scene.Output.Shown(1));
        var told = Assert.Single(scene.Output.Items.OfType<Degraded>());
        Assert.Equal((Organ.Voice, "The voice broke."), (told.Organ, told.Told));
        Assert.DoesNotContain("broke", told.Reason, StringComparison.Ordinal);
        Assert.Equal("One two. Four five six. Seven. Eight.", scene.Conversation.History[^1].Text);
    }

    [Fact(Timeout = Patience)]
    public async Task A_voice_that_failed_is_tried_again_with_the_next_reply()
    {
        var voice = new ScriptedVoice();
        await using var scene = new Scene([new ScriptedBrain("One.")], voice: voice);
        voice.Before = (_, _) => throw new InvalidOperationException("no voice");
        await scene.AskAsync("go", 1);
        voice.Before = (_, _) => null;
        await scene.AskAsync("go", 2);
        Assert.Equal(("", "One."), (scene.Output.Said(1), scene.Output.Shown(1)));
        Assert.Equal(("One.", ""), (scene.Output.Said(2), scene.Output.Shown(2)));
        Assert.Equal("InvalidOperationException: no voice", Assert.Single(scene.Output.Items.OfType<Degraded>()).Told);
    }

    [Fact(Timeout = Patience)]
    public async Task A_voice_that_ends_early_leaves_captions_too()
    {
        await using var scene = new Scene(
            [new ScriptedBrain("One two. ", "Three.")], voice: new ScriptedVoice { LosesVoiceAfter = 1 });
        await scene.AskAsync("go", 1);
        Assert.Equal(("One", " two. Three."), (scene.Output.Said(1), scene.Output.Shown(1)));
    }

    [Fact(Timeout = Patience)]
    public async Task What_an_organ_reports_of_itself_reaches_the_client()
    {
        await using var scene = new Scene([new ScriptedBrain("One.")]);
        scene.Conversation.Report(Organ.Ears, "The better model failed.");
        await scene.AskAsync("go", 1);
        Assert.Equal(new Degraded(0, Organ.Ears, "The better model failed."), Assert.Single(scene.Output.Items.OfType<Degraded>()));
    }

    [Fact(Timeout = Patience)]
    public async Task Without_a_voice_everything_is_shown()
    {
        await using var scene = new Scene([new ScriptedBrain("One. ", "Two.")], mute: true);
        await scene.AskAsync("go", 1);
        Assert.Equal("One. Two.", scene.Output.Shown(1));
        Assert.Equal("One. Two.", scene.Conversation.History[^1].Text);
    }

    [Fact(Timeout = Patience)]
    public async Task When_the_face_fails_the_sound_goes_on_and_the_next_reply_tries_again()
    {
        await using var scene = new Scene([new ScriptedBrain("One two three.")], animator: new FakeAnimator { FailsAt = 1 });
        await scene.AskAsync("go", 1);
        await scene.AskAsync("go", 2);
        Assert.Equal("One two three.", scene.Output.Said(1));
        Assert.Equal((1, 3), (Motions(1), Motions(2)));
        var told = Assert.Single(scene.Output.Items.OfType<Degraded>());
        Assert.Equal((1, Organ.Face), (told.Turn, told.Organ));

        int Motions(int turn) => scene.Output.Items.OfType<Moved>().Count(m => m.Turn == turn);
    }

    [Fact(Timeout = Patience)]
    public async Task A_brain_that_fails_is_followed_by_the_next()
    {
        await using var scene = new Scene(
            [new ScriptedBrain(new LinlyException("The server is away.")), new ScriptedBrain("From the second.")]);
        await scene.AskAsync("go", 1);
        Assert.Equal("From the second.", scene.Output.Said(1));
        var told = Assert.Single(scene.Output.Items.OfType<Degraded>());
        Assert.Equal((Organ.Brain, "The server is away."), (told.Organ, told.Told));
    }

    [Fact(Timeout = Patience)]
    public async Task When_all_brains_fail_one_honest_sentence_is_said_in_the_personas_language()
    {
        IEnumerable<ScriptedBrain> brains = [new(new InvalidOperationException("a")), new()];
        await using var scene = new Scene(brains, options: o => o with { Persona = o.Persona with { Language = "zh" } });
        await scene.AskAsync("go", 1);
        Assert.StartsWith("抱歉", scene.Output.Said(1), StringComparison.Ordinal);
        Assert.Equal(2, scene.Output.Items.OfType<Degraded>().Count());
    }

    [Fact(Timeout = Patience)]
    public async Task A_brain_that_fails_in_the_middle_says_so_and_does_not_begin_again()
    {
        var second = new ScriptedBrain("Again.");
        await using var scene = new Scene([new ScriptedBrain("One. ", new InvalidOperationException("x")), second]);
        await scene.AskAsync("go", 1);
        Assert.StartsWith("One. I am sorry, I lost my thread.", scene.Output.Said(1), StringComparison.Ordinal);
        Assert.Empty(second.Requests);
    }

    [Fact(Timeout = Patience)]
    public async Task Ears_that_fail_are_asked_again_and_typed_questions_always_work()
    {
        await using var scene = new Scene([new ScriptedBrain("Yes.")]);
        scene.Ears.Fail("deaf");
        scene.Ears.Hear("still there");
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 1);
        Assert.Equal(2, scene.Ears.Listened);
        scene.Ears.Fail("deaf");
        scene.Ears.Fail("deaf");
        scene.Ears.Fail("deaf");
        await scene.Output.WaitForAsync<Degraded>(_ => scene.Output.Items.OfType<Degraded>().Count() >= 3);
        await scene.AskAsync("typed", 2);
        Assert.Equal("Yes.", scene.Output.Said(2));
    }

    [Fact(Timeout = Patience)]
    public async Task Ears_that_fail_under_a_pause_let_the_reply_go_on()
    {
        await using var scene = new Scene([new ScriptedBrain("One. ", new TaskCompletionSource().Task)]);
        scene.Ears.Hear("go");
        await scene.Output.WaitForAsync<Spoke>();
        scene.Ears.Begin();
        scene.Ears.Fail("deaf");
        await scene.Output.WaitForAsync<Resumed>();
    }
}
