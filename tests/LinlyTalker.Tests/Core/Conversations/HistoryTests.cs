using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Core.Conversations;

public class HistoryTests
{
    private const int Patience = 20_000;
    private static readonly TaskCompletionSource Never = new();

    [Theory(Timeout = Patience)]
    [InlineData(0, "")]
    [InlineData(49, "")]
    [InlineData(51, "One")]
    [InlineData(199, "One two")]
    [InlineData(300, "One two three.")]
    [InlineData(460, "One two three. Four five")]
    [InlineData(600, "One two three. Four five six.")]
    public async Task A_reply_is_remembered_up_to_the_word_that_was_played(long played, string heard)
    {
        var brain = new ScriptedBrain("One two three. ", "Four five six.");
        await using var scene = new Scene([brain], new RecordingOutput(tracksPlayback: true));
        await scene.AskAsync("go", 1);
        scene.Conversation.ReportPlayed(1, played);
        await scene.AskAsync("and now", 2);
        var expected = new List<string> { "go" };
        if (heard.Length > 0)
        {
            expected.Add(heard);
        }

        Assert.Equal(expected, brain.Requests.Last().History.Select(m => m.Text));
    }

    [Fact(Timeout = Patience)]
    public async Task A_position_reported_after_the_interruption_still_counts()
    {
        await using var scene = new Scene([new ScriptedBrain("One two three.")], new RecordingOutput(tracksPlayback: true));
        await scene.AskAsync("go", 1);
        scene.Ears.Hear("wait", isFinal: false);
        await scene.Output.WaitForAsync<Interrupted>();
        scene.Conversation.ReportPlayed(1, 200);
        scene.Conversation.ReportPlayed(1, 100); // A late report does not take back what was heard.
        Assert.Equal(["go", "One two"], scene.Conversation.History.Select(m => m.Text));
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_stopped_earlier_than_it_was_thought_takes_back_what_was_heard()
    {
        await using var scene = new Scene([new ScriptedBrain("One two three.")], new RecordingOutput(tracksPlayback: true));
        await scene.AskAsync("go", 1);
        scene.Conversation.ReportPlayed(1, 250);
        scene.Conversation.Truncate(1, 160);
        Assert.Equal(["go", "One two"], scene.Conversation.History.Select(m => m.Text));
        scene.Ears.Begin();
        scene.Ears.Hear("and now");
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == 2);
        Assert.DoesNotContain(scene.Output.Items, i => i is Paused or Interrupted); // Nothing was playing any more.
    }

    [Fact(Timeout = Patience)]
    public async Task Reports_for_unknown_turns_are_ignored()
    {
        await using var scene = new Scene([new ScriptedBrain("One.")], new RecordingOutput(tracksPlayback: true));
        scene.Conversation.ReportPlayed(7, 100);
        await scene.AskAsync("go", 1);
        scene.Conversation.ReportPlayed(-1, 100);
        Assert.Equal(["go"], scene.Conversation.History.Select(m => m.Text));
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_reports_nothing_has_heard_what_was_written()
    {
        var voice = new ScriptedVoice { Before = (_, word) => word == "three." ? Never.Task : null };
        await using var scene = new Scene([new ScriptedBrain("One two three.")], voice: voice);
        scene.Conversation.Ask("go");
        await scene.Output.WaitForAsync<Moved>(m => m.Motion.FirstFrame == 5);
        scene.Conversation.Ask("stop");
        await scene.Output.WaitForAsync<Interrupted>();
        Assert.StartsWith("One", scene.Conversation.History[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("three", scene.Conversation.History[1].Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task The_question_in_hand_is_not_in_its_own_history_and_roles_are_told()
    {
        var brain = new ScriptedBrain("One.");
        await using var scene = new Scene([brain]);
        await scene.AskAsync("a", 1);
        await scene.AskAsync("b", 2);
        Assert.Empty(brain.Requests.First().History);
        Assert.Equal(
            [new DialogueMessage(DialogueRole.User, "a"), new DialogueMessage(DialogueRole.Assistant, "One.")],
            brain.Requests.Last().History);
    }

    [Fact(Timeout = Patience)]
    public async Task Only_so_many_exchanges_are_remembered()
    {
        var brain = new ScriptedBrain("Yes.");
        await using var scene = new Scene([brain], options: o => o with { RememberedExchanges = 3 });
        for (var turn = 1; turn <= 6; turn++)
        {
            await scene.AskAsync($"{turn}", turn);
        }

        Assert.Equal(["4", "Yes.", "5", "Yes.", "6", "Yes."], scene.Conversation.History.Select(m => m.Text));
    }
}
