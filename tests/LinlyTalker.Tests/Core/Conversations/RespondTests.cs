using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Core.Conversations;

/// <summary>A client that says itself when it wants a reply, and brings lines along.</summary>
public class RespondTests
{
    private const int Patience = 20_000;

    [Fact(Timeout = Patience)]
    public async Task What_was_heard_is_answered_when_the_client_asks()
    {
        var brain = new ScriptedBrain("Four.");
        await using var scene = new Scene([brain], options: o => o with { Answers = false });
        scene.Ears.Hear("two and two", isFinal: true);
        await scene.Output.WaitForAsync<Heard>(h => h.Utterance.IsFinal);
        Assert.Empty(brain.Requests);
        scene.Conversation.Respond(new ReplyWishes { Instructions = "be brief" });
        await scene.Output.WaitForAsync<ReplyEnded>();
        var request = Assert.Single(brain.Requests);
        Assert.Equal(("two and two", "be brief"), (request.Utterance.Text, request.Instructions));
        Assert.Empty(request.History);
        Assert.Equal(["two and two", "Four."], scene.Conversation.History.Select(m => m.Text));
    }

    [Fact(Timeout = Patience)]
    public async Task Lines_that_the_client_brings_are_remembered_and_can_be_forgotten()
    {
        var brain = new ScriptedBrain("Yes.");
        await using var scene = new Scene([brain]);
        var turns = new List<int>();
        scene.Conversation.Add(new DialogueMessage(DialogueRole.User, "I am Ada."), turns.Add);
        scene.Conversation.Add(new DialogueMessage(DialogueRole.Assistant, "Good day."), turns.Add);
        scene.Conversation.Add(new DialogueMessage(DialogueRole.User, "Who am I?"), turns.Add);
        scene.Conversation.Respond();
        await scene.Output.WaitForAsync<ReplyEnded>();
        var request = Assert.Single(brain.Requests);
        Assert.Equal("Who am I?", request.Utterance.Text);
        Assert.Equal(["I am Ada.", "Good day."], request.History.Select(m => m.Text));

        scene.Conversation.Forget(turns[0], DialogueRole.User);
        await scene.AskAsync("And now?", 5);
        Assert.Equal(["Good day.", "Who am I?", "Yes."], brain.Requests.Last().History.Select(m => m.Text));
    }

    [Fact(Timeout = Patience)]
    public async Task A_question_is_answered_by_what_was_said_before_it_whatever_was_added_since()
    {
        var brain = new ScriptedBrain("Ada.");
        await using var scene = new Scene([brain]);
        scene.Conversation.Add(new DialogueMessage(DialogueRole.User, "I am Ada."));
        scene.Conversation.Add(new DialogueMessage(DialogueRole.Assistant, "Good day."));
        scene.Conversation.Add(new DialogueMessage(DialogueRole.User, "Who am I?"));
        scene.Conversation.Add(new DialogueMessage(DialogueRole.Assistant, "Let me think."));
        scene.Conversation.Respond();
        await scene.Output.WaitForAsync<ReplyEnded>();
        var request = Assert.Single(brain.Requests);
        Assert.Equal("Who am I?", request.Utterance.Text);
        Assert.Equal(["I am Ada.", "Good day."], request.History.Select(m => m.Text));
    }

    [Fact(Timeout = Patience)]
    public async Task From_then_on_replies_are_text_alone()
    {
        await using var scene = new Scene([new ScriptedBrain("Four.")]);
        scene.Conversation.Change(o => o with { Speaks = false });
        await scene.AskAsync("two and two", 1);
        Assert.Equal(0, scene.Voice.Words);
        Assert.Equal("Four.", scene.Output.Shown(1));
    }

    [Fact(Timeout = Patience)]
    public async Task Without_a_question_there_is_no_reply()
    {
        var brain = new ScriptedBrain("Yes.");
        await using var scene = new Scene([brain]);
        scene.Conversation.Respond();
        await scene.AskAsync("Well?", 1);
        Assert.Single(brain.Requests);
    }

    [Fact(Timeout = Patience)]
    public async Task A_reply_can_be_had_as_text_alone()
    {
        await using var scene = new Scene([new ScriptedBrain("Four.")]);
        scene.Conversation.Add(new DialogueMessage(DialogueRole.User, "Two and two?"));
        scene.Conversation.Respond(new ReplyWishes { Speak = false });
        await scene.Output.WaitForAsync<ReplyEnded>();
        Assert.Empty(scene.Output.Items.OfType<Spoke>());
        Assert.Equal("Four.", Assert.Single(scene.Output.Items.OfType<Captioned>()).Text);
    }

    [Fact(Timeout = Patience)]
    public async Task The_client_stops_a_reply()
    {
        var never = new TaskCompletionSource();
        var voice = new ScriptedVoice { Before = (_, word) => word == "two." ? never.Task : null };
        await using var scene = new Scene([new ScriptedBrain("One two.")], voice: voice);
        scene.Conversation.Ask("go");
        await scene.Output.WaitForAsync<Spoke>();
        scene.Conversation.Interrupt();
        await scene.Output.WaitForAsync<Interrupted>();
        Assert.Empty(scene.Output.Items.OfType<ReplyEnded>());
    }

    [Fact(Timeout = Patience)]
    public async Task A_changed_option_holds_for_the_next_reply()
    {
        var brain = new ScriptedBrain("Yes.");
        await using var scene = new Scene([brain]);
        scene.Conversation.Change(o => o with { Instructions = "speak plainly", Persona = o.Persona with { Name = "Bo" } });
        await scene.AskAsync("Well?", 1);
        Assert.Equal(("speak plainly", "Bo"), (brain.Requests.Last().Instructions, brain.Requests.Last().Persona.Name));
    }

    [Fact(Timeout = Patience)]
    public async Task Speech_does_not_interrupt_where_the_client_forbids_it()
    {
        var go = new TaskCompletionSource();
        var voice = new ScriptedVoice { Before = (_, word) => word == "two." ? go.Task : null };
        await using var scene = new Scene(
            [new ScriptedBrain("One two.")], voice: voice, options: o => o with { Interruptible = false, Answers = false });
        scene.Conversation.Ask("go");
        await scene.Output.WaitForAsync<Spoke>();
        scene.Ears.Hear("wait please", isFinal: true);
        await scene.Output.WaitForAsync<Heard>();
        go.SetResult();
        await scene.Output.WaitForAsync<ReplyEnded>();
        Assert.Empty(scene.Output.Items.OfType<Interrupted>());
    }
}
