using LinlyTalker.Core.Conversations;

namespace LinlyTalker.Tests.Core.Conversations;

public class DoubtTests
{
    private const int Patience = 20_000;

    private static ScriptedBrain Answering => new(r => [$"Answer to {r.Utterance.Text}."]);

    [Theory(Timeout = Patience)]
    [InlineData("yes")]
    [InlineData("Yes, I did.")]
    [InlineData("Mm-hm.")]
    public async Task Unsure_what_was_said_it_asks_and_a_yes_answers_the_first_question(string yes)
    {
        await using var scene = new Scene([Answering]);
        await AskAsync(scene, "return policy", 1);
        Assert.Equal("Did you say: return policy?", scene.Output.Said(1));
        Assert.Equal("return policy", (await scene.Output.WaitForAsync<Unsure>()).Utterance.Text);
        await HearAsync(scene, yes, 2, isDoubtful: true);
        Assert.Equal("Answer to return policy.", scene.Output.Said(2));
        Assert.Equal(["return policy", "Answer to return policy."], scene.Conversation.History.Select(m => m.Text));
    }

    [Fact(Timeout = Patience)]
    public async Task A_no_asks_to_say_it_again_and_anything_else_is_a_new_question()
    {
        var brain = Answering;
        await using var scene = new Scene([brain]);
        await AskAsync(scene, "mumble", 1);
        await HearAsync(scene, "No.", 2);
        Assert.Equal("Please say it again.", scene.Output.Said(2));
        await AskAsync(scene, "mumble", 3);
        await HearAsync(scene, "opening hours", 4);
        Assert.Equal("Answer to opening hours.", scene.Output.Said(4));
        Assert.Single(brain.Requests);
    }

    [Theory(Timeout = Patience)]
    [InlineData("No, opening hours")]
    [InlineData("no I said opening hours")]
    [InlineData("I meant: opening hours")]
    public async Task A_correction_is_what_was_meant(string correction)
    {
        await using var scene = new Scene([Answering]);
        await AskAsync(scene, "open in ours", 1);
        await HearAsync(scene, correction.Replace(":", ",", StringComparison.Ordinal), 2);
        Assert.Equal("Answer to opening hours.", scene.Output.Said(2));
    }

    [Fact(Timeout = Patience)]
    public async Task The_same_words_again_are_not_asked_about_twice_other_doubtful_words_are()
    {
        var brain = Answering;
        await using var scene = new Scene([brain]);
        await AskAsync(scene, "return policy", 1);
        await AskAsync(scene, "retail policy", 2);
        Assert.Equal("Did you say: retail policy?", scene.Output.Said(2));
        await HearAsync(scene, "Retail policy.", 3, isDoubtful: true);
        Assert.Equal("Answer to Retail policy..", scene.Output.Said(3));
        Assert.Equal(2, scene.Output.Items.OfType<Unsure>().Count());
    }

    [Fact(Timeout = Patience)]
    public async Task In_Chinese_it_asks_in_Chinese()
    {
        await using var scene = new Scene([Answering], options: o => o with { Persona = o.Persona with { Language = "zh" } });
        await AskAsync(scene, "退货政策", 1);
        Assert.Equal("您是说：退货政策？", scene.Output.Said(1));
        await HearAsync(scene, "不是，我说的是营业时间", 2);
        Assert.Equal("Answer to 营业时间.", scene.Output.Said(2));
        await AskAsync(scene, "退货政策", 3);
        await HearAsync(scene, "嗯。", 4);
        Assert.Equal("Answer to 退货政策.", scene.Output.Said(4));
    }

    [Fact(Timeout = Patience)]
    public async Task Where_it_shall_not_ask_it_answers()
    {
        await using var scene = new Scene([Answering], options: o => o with { Confirms = false });
        await AskAsync(scene, "return policy", 1);
        Assert.Equal("Answer to return policy.", scene.Output.Said(1));
        Assert.Empty(scene.Output.Items.OfType<Unsure>());
    }

    private static Task AskAsync(Scene scene, string text, int turn) => HearAsync(scene, text, turn, isDoubtful: true);

    private static async Task HearAsync(Scene scene, string text, int turn, bool isDoubtful = false)
    {
        scene.Ears.Hear(text, isDoubtful: isDoubtful);
        await scene.Output.WaitForAsync<ReplyEnded>(e => e.Turn == turn);
    }
}
