using System.Text.Json.Nodes;
using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>A user who speaks while a reply is being made, sent or played.</summary>
public class BargeInTests
{
    private const int Patience = 30_000;

    private static readonly string Long = string.Join(' ', Enumerable.Range(0, 100).Select(i => $"word{i}")) + "."; // ten seconds

    [Fact(Timeout = Patience)]
    public async Task After_speech_has_started_no_old_sound_leaves_and_the_response_is_cancelled()
    {
        var going = new TaskCompletionSource();
        var voice = new ScriptedVoice { Before = (_, word) => word == "word50" ? going.Task : null };
        await using var live = await Live.StartAsync(new ScriptedBrain(Long), voice: voice);
        await BeginAsync(live);
        live.Ears.Say("stop it");
        await live.Client.SoundAsync(400, true);
        await live.Client.WaitAsync("input_audio_buffer.speech_started");
        going.SetResult();
        var done = await live.Client.WaitAsync("response.done");
        Assert.Equal("turn_detected", (string)done["response"]!["status_details"]!["reason"]!);
        await live.Client.SoundAsync(300, false);
        await live.Client.WaitAsync("response.created", e => (string)e["response"]!["id"]! != (string)done["response"]!["id"]!);
        var events = live.Client.Events.ToList();
        var begun = events.FindIndex(e => WireClient.TypeOf(e) == "input_audio_buffer.speech_started");
        Assert.DoesNotContain(events.Skip(begun), e => IsSoundOf(e, (string)done["response"]!["id"]!));
    }

    [Fact(Timeout = Patience)]
    public async Task The_history_holds_what_was_heard_when_the_client_says_where_it_stopped()
    {
        var brain = new ScriptedBrain(r => r.Utterance.Text == "count" ? ["One two three four five six."] : ["Yes."]);
        await using var live = await Live.StartAsync(brain);
        await BeginAsync(live);
        var item = (string)(await live.Client.WaitAsync("response.done"))["response"]!["output"]![0]!["id"]!;
        live.Ears.Say("and then");
        await live.Client.SoundAsync(400, true);
        await live.Client.WaitAsync("input_audio_buffer.speech_started");
        await live.Client.SendAsync($$"""{"type":"conversation.item.truncate","item_id":"{{item}}","content_index":0,"audio_end_ms":180}""");
        var truncated = await live.Client.WaitAsync("conversation.item.truncated");
        Assert.Equal(180, (int)truncated["audio_end_ms"]!);
        await live.Client.SoundAsync(300, false);
        await live.Client.WaitAsync("response.done", e => live.Client.Types.Count(t => t == "response.done") == 2);
        Assert.Equal(["count", "One two"], brain.Requests.Last().History.Select(m => m.Text));
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_stops_beyond_the_end_of_an_item_is_told_so()
    {
        await using var live = await Live.StartAsync();
        await BeginAsync(live);
        var item = (string)(await live.Client.WaitAsync("response.done"))["response"]!["output"]![0]!["id"]!;
        await live.Client.SendAsync($$"""{"type":"conversation.item.truncate","item_id":"{{item}}","content_index":0,"audio_end_ms":99999}""");
        Assert.Equal("audio_end_ms", (string)(await live.Client.WaitAsync("error"))["error"]!["param"]!);
    }

    [Fact(Timeout = Patience)]
    public async Task After_a_cough_a_client_that_dropped_the_sound_gets_it_again_from_where_it_was()
    {
        await using var live = await Live.StartAsync(new ScriptedBrain(Long));
        var response = await BeginAsync(live);
        await live.Client.WaitAsync("response.done");
        await CoughAsync(live);
        await live.Client.WaitAsync(_ => After(live).Count(e => IsSoundOf(e, response)) > 80); // of 100 stretches
        Assert.DoesNotContain("conversation.item.input_audio_transcription.completed", live.Client.Types);
    }

    [Fact(Timeout = Patience)]
    public async Task After_a_cough_a_client_that_keeps_its_sound_is_told_to_go_on()
    {
        await using var live = await Live.StartAsync(new ScriptedBrain(Long));
        await live.Client.SendAsync("""{"type":"session.update","session":{"avatar":{"mode":"none"}}}""");
        var response = await BeginAsync(live);
        await live.Client.WaitAsync("response.done");
        await CoughAsync(live);
        var paused = await live.Client.WaitAsync("avatar.paused");
        var resumed = await live.Client.WaitAsync("avatar.resumed");
        Assert.Equal((response, response), ((string)paused["response_id"]!, (string)resumed["response_id"]!));
        await live.Client.SendAsync("""{"type":"input_audio_buffer.clear"}""");
        await live.Client.WaitAsync("input_audio_buffer.cleared");
        Assert.DoesNotContain(After(live), e => IsSoundOf(e, response));
    }

    [Fact(Timeout = Patience)]
    public async Task A_reply_that_is_being_made_waits_while_it_is_unsure_whether_somebody_speaks()
    {
        var going = new TaskCompletionSource();
        var voice = new ScriptedVoice { Before = (_, word) => word == "word50" ? going.Task : null };
        await using var live = await Live.StartAsync(new ScriptedBrain(Long), voice: voice);
        await live.Client.SendAsync("""{"type":"session.update","session":{"avatar":{"mode":"none"}}}""");
        await BeginAsync(live);
        await live.Client.SoundAsync(300, true);
        await live.Client.WaitAsync("avatar.paused");
        going.SetResult();
        await live.Client.SoundAsync(300, false);
        await live.Client.WaitAsync("avatar.resumed");
        var done = await live.Client.WaitAsync("response.done");
        Assert.Equal("completed", (string)done["response"]!["status"]!);
        var sound = live.Client.Events.Where(e => WireClient.TypeOf(e) == "response.output_audio.delta")
            .Sum(e => Convert.FromBase64String((string)e["delta"]!).Length);
        Assert.Equal(100 * 100 * 48, sound); // All of it, once.
    }

    [Fact(Timeout = Patience)]
    public async Task With_interruption_turned_off_a_reply_goes_on()
    {
        var going = new TaskCompletionSource();
        var voice = new ScriptedVoice { Before = (_, word) => word == "word50" ? going.Task : null };
        await using var live = await Live.StartAsync(new ScriptedBrain(Long), voice: voice);
        await live.Client.SendAsync("""
            {"type":"session.update","session":{"turn_detection":{"type":"server_vad","interrupt_response":false,"create_response":false}}}
            """);
        await BeginAsync(live);
        live.Ears.Say("go on");
        await live.Client.SpeakAsync();
        await live.Client.WaitAsync("conversation.item.input_audio_transcription.completed");
        going.SetResult();
        var done = await live.Client.WaitAsync("response.done");
        Assert.Equal("completed", (string)done["response"]!["status"]!);
    }

    private static async Task<string> BeginAsync(Live live)
    {
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.output_audio.delta");
        return (string)(await live.Client.WaitAsync("response.created"))["response"]!["id"]!;
    }

    private static async Task CoughAsync(Live live)
    {
        await live.Client.SoundAsync(300, true);
        await live.Client.SoundAsync(300, false);
        await live.Client.WaitAsync("input_audio_buffer.speech_stopped");
    }

    private static IEnumerable<JsonObject> After(Live live) => live.Client.Events
        .SkipWhile(e => WireClient.TypeOf(e) != "input_audio_buffer.speech_started");

    private static bool IsSoundOf(JsonObject item, string response) =>
        WireClient.TypeOf(item) == "response.output_audio.delta" && (string)item["response_id"]! == response;
}
