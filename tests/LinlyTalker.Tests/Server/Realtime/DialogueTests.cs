using System.Text.Json.Nodes;
using LinlyTalker.Tests.Core;
using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>What a companion does beside answering: it asks back, greets, and asks who is silent.</summary>
public class DialogueTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task Unsure_of_what_was_said_it_asks_and_a_spoken_yes_answers()
    {
        var brain = new ScriptedBrain(r => [$"To {r.Utterance.Text}."]);
        await using var live = await Live.StartAsync(brain);
        await live.Client.SendAsync("""{"type":"session.update","session":{"avatar":{"mode":"none"}}}""");
        live.Ears.Say("return policy", isDoubtful: true);
        await live.Client.SpeakAsync();
        Assert.Equal("return policy", (string)(await live.Client.WaitAsync("avatar.confirm"))["transcript"]!);
        Assert.Equal("Did you say: return policy?", Text(await DoneAsync(live, 1)));
        live.Ears.Say("yes", isDoubtful: true);
        await live.Client.SpeakAsync();
        Assert.Equal("To return policy.", Text(await DoneAsync(live, 2)));
    }

    [Fact(Timeout = Patience)]
    public async Task A_session_that_wants_no_questions_back_gets_an_answer()
    {
        await using var live = await Live.StartAsync(new ScriptedBrain(r => [$"To {r.Utterance.Text}."]));
        await live.Client.SendAsync("""{"type":"session.update","session":{"dialogue":{"confirm":false}}}""");
        var dialogue = (await live.Client.WaitAsync("session.updated"))["session"]!["dialogue"]!;
        Assert.Equal((false, false, true), ((bool)dialogue["greet"]!, (bool)dialogue["confirm"]!, (bool)dialogue["preempt"]!));
        live.Ears.Say("return policy", isDoubtful: true);
        await live.Client.SpeakAsync();
        Assert.Equal("To return policy.", Text(await DoneAsync(live, 1)));
    }

    [Fact(Timeout = Patience)]
    public async Task Who_says_nothing_after_a_reply_is_asked_once_as_the_wire_has_it()
    {
        var time = new ManualTime();
        await using var live = await Live.StartAsync(time: time);
        await live.Client.SendAsync(
            """{"type":"session.update","session":{"avatar":{"mode":"none"},"turn_detection":{"type":"server_vad","idle_timeout_ms":5000}}}""");
        var session = (await live.Client.WaitAsync("session.updated"))["session"]!;
        Assert.Equal(5000, (int)session["audio"]!["input"]!["turn_detection"]!["idle_timeout_ms"]!);
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
        await DoneAsync(live, 1);
        var triggered = live.Client.WaitAsync("input_audio_buffer.timeout_triggered");
        while (!triggered.IsCompleted)
        {
            await PassAsync(live, time);
        }

        var item = (string)(await triggered)["item_id"]!;
        Assert.Equal(item, (string)(await live.Client.WaitAsync("input_audio_buffer.committed"))["item_id"]!);
        Assert.Equal("Are you there?", Text(await DoneAsync(live, 2)));
        for (var i = 0; i < 30; i++)
        {
            await PassAsync(live, time);
        }

        Assert.Single(live.Client.Types, "input_audio_buffer.timeout_triggered");
    }

    private static string Text(JsonNode done) => (string)done["response"]!["output"]![0]!["content"]![0]!["transcript"]!;

    private static async Task<JsonNode> DoneAsync(Live live, int count)
    {
        await live.Client.WaitAsync(_ => live.Client.Types.Count(t => t == "response.done") >= count);
        return live.Client.Events.Where(e => WireClient.TypeOf(e) == "response.done").ElementAt(count - 1);
    }

    /// <summary>Half a second goes by, and the session has seen it.</summary>
    private static async Task PassAsync(Live live, ManualTime time)
    {
        time.Advance(TimeSpan.FromSeconds(0.5));
        var before = live.Client.Types.Count(t => t == "input_audio_buffer.cleared");
        await live.Client.SendAsync("""{"type":"input_audio_buffer.clear"}""");
        await live.Client.WaitAsync(_ => live.Client.Types.Count(t => t == "input_audio_buffer.cleared") > before);
    }
}
