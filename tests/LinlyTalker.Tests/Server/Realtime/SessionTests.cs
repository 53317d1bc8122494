using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server.Realtime;

public class SessionTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task A_typed_question_is_answered_event_by_event_in_the_order_of_the_protocol()
    {
        await using var live = await Live.StartAsync();
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
        var done = await live.Client.WaitAsync("response.done");
        var types = live.Client.Types.ToList();
        string[] order =
        [
            "session.created", "conversation.item.added", "conversation.item.done", "response.created", "response.output_item.added",
            "conversation.item.added", "response.content_part.added", "response.output_audio_transcript.delta",
            "response.output_audio.delta", "response.output_audio.done", "response.output_audio_transcript.done",
            "response.content_part.done", "response.output_item.done", "conversation.item.done", "response.done",
        ];
        var at = -1;
        foreach (var type in order)
        {
            at = types.FindIndex(at + 1, t => t == type);
            Assert.True(at >= 0, $"{type} is missing or too early in {string.Join(' ', types)}");
        }

        Assert.DoesNotContain(types, t => t.StartsWith("avatar.", StringComparison.Ordinal));
        var response = done["response"]!;
        Assert.Equal("completed", (string)response["status"]!);
        Assert.Equal("One two. Three four.", (string)response["output"]![0]!["content"]![0]!["transcript"]!);
        Assert.Equal("output_audio", (string)response["output"]![0]!["content"]![0]!["type"]!);
        Assert.Equal(1 + 4 + 8, (int)response["usage"]!["total_tokens"]!); // "count", four words, 400 ms of speech
        Assert.Equal(live.Client.Events.Count, live.Client.Events.Select(e => (string)e["event_id"]!).Distinct().Count());
    }

    [Theory(Timeout = Patience)]
    [InlineData("alloy", "set-up")]
    [InlineData("word", "word")]
    public async Task The_companions_own_voice_speaks_until_the_session_names_one_of_this_machine(string named, string then)
    {
        var voice = new ScriptedVoice();
        await using var live = await Live.StartAsync(
            voice: voice, with: parts => parts with { Engines = new FakeEngines { Voice = voice, DefaultVoice = "set-up" } });
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.done");
        Assert.Equal("set-up", voice.Asked);
        await live.Client.SendAsync($$$"""{"type":"session.update","session":{"voice":"{{{named}}}"}}""");
        await live.Client.WaitAsync("session.updated");
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync(_ => live.Client.Types.Count(t => t == "response.done") > 1);
        Assert.Equal(then, voice.Asked);
    }

    [Fact(Timeout = Patience)]
    public async Task The_sound_of_a_reply_has_its_length_at_24_kHz()
    {
        await using var live = await Live.StartAsync();
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.done");
        var sound = live.Client.Events.Where(e => WireClient.TypeOf(e) == "response.output_audio.delta")
            .SelectMany(e => Convert.FromBase64String((string)e["delta"]!)).ToArray();
        Assert.Equal(4 * ScriptedVoice.Word * 24 * 2, sound.Length); // four words of 100 ms
        Assert.InRange(BitConverter.ToInt16(sound, sound.Length / 2), 16000, 16800); // 0.5, as the voice made it
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_of_the_first_version_gets_its_names_and_shapes()
    {
        await using var live = await Live.StartAsync(beta: true);
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
        var done = await live.Client.WaitAsync("response.done");
        Assert.Contains("conversation.item.created", live.Client.Types);
        Assert.Contains("response.audio.delta", live.Client.Types);
        Assert.Contains("response.audio_transcript.done", live.Client.Types);
        Assert.DoesNotContain(live.Client.Types, t => t.Contains("output_audio", StringComparison.Ordinal));
        Assert.DoesNotContain(live.Client.Types, t => t is "conversation.item.added" or "conversation.item.done");
        Assert.Equal("audio", (string)done["response"]!["output"]![0]!["content"]![0]!["type"]!);
        var session = live.Client.Events[0]["session"]!;
        Assert.Equal(("pcm16", "server_vad"), ((string)session["input_audio_format"]!, (string)session["turn_detection"]!["type"]!));
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_said_is_answered_with_the_times_of_speech_and_its_transcript()
    {
        await using var live = await Live.StartAsync();
        live.Ears.Say("hello there");
        await live.Client.SoundAsync(200, false);
        await live.Client.SpeakAsync();
        var done = await live.Client.WaitAsync("response.done");
        Assert.Equal("completed", (string)done["response"]!["status"]!);
        var started = await live.Client.WaitAsync("input_audio_buffer.speech_started");
        var stopped = await live.Client.WaitAsync("input_audio_buffer.speech_stopped");
        Assert.InRange((int)started["audio_start_ms"]!, 100, 200);
        Assert.InRange((int)stopped["audio_end_ms"]!, 600, 1000);
        var committed = await live.Client.WaitAsync("input_audio_buffer.committed");
        var completed = await live.Client.WaitAsync("conversation.item.input_audio_transcription.completed");
        var deltas = live.Client.Events.Where(e => WireClient.TypeOf(e) == "conversation.item.input_audio_transcription.delta");
        Assert.Equal("hello there", string.Concat(deltas.Select(e => (string)e["delta"]!)));
        Assert.Equal("hello there", (string)completed["transcript"]!);
        Assert.All(new[] { started, stopped, committed, completed }, e => Assert.Equal((string)started["item_id"]!, (string)e["item_id"]!));
        Assert.All(live.Ears.Rates, r => Assert.Equal(16000, r));
    }

    [Fact(Timeout = Patience)]
    public async Task Without_turn_detection_the_client_commits_and_asks()
    {
        var brain = new ScriptedBrain("Yes.");
        await using var live = await Live.StartAsync(brain);
        await live.Client.SendAsync("""{"type":"session.update","session":{"type":"realtime","audio":{"input":{"turn_detection":null}}}}""");
        await live.Client.WaitAsync("session.updated");
        live.Ears.Say("one long question");
        await live.Client.SpeakAsync();
        await live.Client.SpeakAsync();
        await live.Client.SendAsync("""{"type":"input_audio_buffer.commit"}""");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.done");
        Assert.Equal("one long question", Assert.Single(brain.Requests).Utterance.Text);
        Assert.DoesNotContain("input_audio_buffer.speech_started", live.Client.Types);
        Assert.Contains("input_audio_buffer.committed", live.Client.Types);
    }

    [Fact(Timeout = Patience)]
    public async Task Sound_that_is_cleared_is_not_answered()
    {
        var brain = new ScriptedBrain("Yes.");
        await using var live = await Live.StartAsync(brain);
        live.Ears.Say("never mind");
        await live.Client.SoundAsync(500, true);
        await live.Client.WaitAsync("input_audio_buffer.speech_started");
        await live.Client.SendAsync("""{"type":"input_audio_buffer.clear"}""");
        await live.Client.WaitAsync("input_audio_buffer.cleared");
        await live.Client.WaitAsync("input_audio_buffer.speech_stopped");
        live.Ears.Say("and now");
        await live.Client.SpeakAsync();
        await live.Client.WaitAsync("response.done");
        Assert.Equal("and now", Assert.Single(brain.Requests).Utterance.Text);
    }

    [Fact(Timeout = Patience)]
    public async Task A_turn_that_has_begun_can_be_committed_before_it_falls_silent()
    {
        await using var live = await Live.StartAsync();
        live.Ears.Say("go ahead");
        await live.Client.SoundAsync(500, true);
        await live.Client.WaitAsync("input_audio_buffer.speech_started");
        await live.Client.SendAsync("""{"type":"input_audio_buffer.commit"}""");
        var committed = await live.Client.WaitAsync("conversation.item.input_audio_transcription.completed");
        Assert.Equal("go ahead", (string)committed["transcript"]!);
        await live.Client.WaitAsync("response.done");
    }

    [Fact(Timeout = Patience)]
    public async Task A_reply_of_text_alone_has_no_sound()
    {
        await using var live = await Live.StartAsync();
        await live.Client.AskAsync("count");
        await live.Client.SendAsync("""{"type":"response.create","response":{"output_modalities":["text"],"instructions":"be brief","metadata":{"a":"b"}}}""");
        var done = await live.Client.WaitAsync("response.done");
        var text = live.Client.Events.Where(e => WireClient.TypeOf(e) == "response.output_text.delta").Select(e => (string)e["delta"]!);
        Assert.Equal("One two. Three four.", string.Concat(text));
        Assert.DoesNotContain("response.output_audio.delta", live.Client.Types);
        Assert.Equal("b", (string)done["response"]!["metadata"]!["a"]!);
        Assert.Equal(0, live.Voice.Words);
    }

    [Fact(Timeout = Patience)]
    public async Task A_reply_can_be_cancelled()
    {
        var never = new TaskCompletionSource();
        await using var live = await Live.StartAsync(new ScriptedBrain("One two. ", never.Task, "Three."));
        await live.Client.AskAsync("count");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.output_audio.delta");
        await live.Client.SendAsync("""{"type":"response.cancel"}""");
        var done = await live.Client.WaitAsync("response.done");
        Assert.Equal("cancelled", (string)done["response"]!["status"]!);
        Assert.Equal("client_cancelled", (string)done["response"]!["status_details"]!["reason"]!);
        Assert.Equal("incomplete", (string)done["response"]!["output"]![0]!["status"]!);
        await live.Client.SendAsync("""{"type":"response.cancel","event_id":"again"}""");
        var error = await live.Client.WaitAsync("error");
        Assert.Equal(("response_cancel_not_active", "again"), ((string)error["error"]!["code"]!, (string)error["error"]!["event_id"]!));
    }

    [Fact(Timeout = Patience)]
    public async Task Lines_that_a_client_brings_are_remembered_read_and_deleted()
    {
        var brain = new ScriptedBrain("Yes.");
        await using var live = await Live.StartAsync(brain);
        await live.Client.SendAsync("""{"type":"conversation.item.create","item":{"id":"first","role":"user","content":[{"type":"input_text","text":"I am Ada."}]}}""");
        await live.Client.SendAsync("""{"type":"conversation.item.create","item":{"id":"second","role":"assistant","content":[{"type":"output_text","text":"Good day."}]}}""");
        await live.Client.SendAsync("""{"type":"conversation.item.retrieve","item_id":"second"}""");
        var retrieved = await live.Client.WaitAsync("conversation.item.retrieved");
        Assert.Equal("Good day.", (string)retrieved["item"]!["content"]![0]!["text"]!);
        await live.Client.AskAsync("Who am I?");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.done");
        Assert.Equal(["I am Ada.", "Good day."], brain.Requests.Single().History.Select(m => m.Text));
        await live.Client.SendAsync("""{"type":"conversation.item.delete","item_id":"first"}""");
        await live.Client.WaitAsync("conversation.item.deleted");
        await live.Client.AskAsync("And now?");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.done", e => live.Client.Types.Count(t => t == "response.done") == 2);
        Assert.DoesNotContain("I am Ada.", brain.Requests.Last().History.Select(m => m.Text));
    }

    [Fact(Timeout = Patience)]
    public async Task A_line_of_sound_is_heard_and_answered()
    {
        var brain = new ScriptedBrain("Yes.");
        await using var live = await Live.StartAsync(brain);
        live.Ears.Say("a recorded question");
        var audio = Convert.ToBase64String(Enumerable.Repeat((byte)0x30, 24000).ToArray());
        await live.Client.SendAsync(new
        {
            type = "conversation.item.create",
            item = new { type = "message", role = "user", content = new[] { new { type = "input_audio", audio } } },
        });
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.done");
        Assert.Equal("a recorded question", Assert.Single(brain.Requests).Utterance.Text);
    }
}
