using System.Text.Json.Nodes;

namespace LinlyTalker.Tests.Server.Realtime.Hostility;

/// <summary>Events at the wrong moment, or about what is another's.</summary>
public class OrderTests
{
    private const int Patience = 30_000;

    [Theory(Timeout = Patience)]
    [InlineData("""{"type":"response.cancel"}""", "response_cancel_not_active")]
    [InlineData("""{"type":"response.cancel","response_id":"resp_none"}""", "response_cancel_not_active")]
    [InlineData("""{"type":"response.create"}""", "nothing_to_answer")]
    [InlineData("""{"type":"input_audio_buffer.commit"}""", "input_audio_buffer_commit_empty")]
    [InlineData("""{"type":"conversation.item.truncate","item_id":"item_none","content_index":0,"audio_end_ms":0}""", "item_not_found")]
    [InlineData("""{"type":"conversation.item.delete","item_id":"item_none"}""", "item_not_found")]
    [InlineData("""{"type":"conversation.item.retrieve","item_id":"item_none"}""", "item_not_found")]
    [InlineData("""{"type":"conversation.item.create","previous_item_id":"item_none","item":{"role":"user","content":[]}}""", "item_not_found")]
    [InlineData("""{"type":"avatar.played","item_id":"item_none","audio_end_ms":0}""", "item_not_found")]
    [InlineData("""{"type":"avatar.camera.frame"}""", "missing_required_parameter")]
    [InlineData("""{"type":"avatar.camera.frame","image":"/9j/"}""", "no_vision")]
    [InlineData("""{"type":"session.update","session":{"avatar":{"mode":"video"}}}""", "video_unavailable")]
    [InlineData("""{"type":"response.create","response":{"conversation":"none"}}""", "unsupported")]
    [InlineData("""{"type":"session.update","session":{"voice":"nobody's"}}""", "invalid_value")]
    [InlineData("""{"type":"session.update","session":{"audio":{"input":{"format":{"type":"audio/pcm","rate":16000}}}}}""", "invalid_value")]
    [InlineData("""{"type":"session.update","session":{"audio":{"output":{"format":{"type":"audio/pcmu","rate":44100}}}}}""", "invalid_value")]
    [InlineData("""{"type":"session.update","session":{"input_audio_format":"mp3"}}""", "invalid_value")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"AAA="}""", null)] // two bytes: a sample
    [InlineData("""{"type":"input_audio_buffer.append","audio":"AA=="}""", "invalid_value")] // one byte
    [InlineData("""{"type":"input_audio_buffer.append","audio":"not base 64"}""", "invalid_value")]
    public async Task What_cannot_be_done_now_is_an_error_that_names_the_event(string message, string? code)
    {
        await using var house = await House.OpenAsync();
        await using var client = await WireClient.ConnectAsync(house.Address);
        var json = JsonNode.Parse(message)!;
        json["event_id"] = "mine";
        await client.SendAsync(json.ToJsonString());
        await client.SendAsync("""{"type":"the last","event_id":"last"}""");
        await client.WaitAsync("error", e => (string?)e["error"]!["event_id"] == "last");
        var told = client.Events.Where(e => WireClient.TypeOf(e) == "error" && (string?)e["error"]!["event_id"] == "mine");
        Assert.Equal(code, (string?)told.SingleOrDefault()?["error"]!["code"]);
        await house.TalkAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task Another_session_s_items_and_responses_are_unknown_here()
    {
        await using var house = await House.OpenAsync();
        var done = house.Neighbour.Events.First(e => WireClient.TypeOf(e) == "response.done")["response"]!;
        var (response, item) = ((string)done["id"]!, (string)done["output"]![0]!["id"]!);
        await using var client = await WireClient.ConnectAsync(house.Address);
        await client.AskAsync("count");
        await client.RespondAsync();
        await client.WaitAsync("response.done");
        string[] asked =
        [
            $$"""{"type":"conversation.item.retrieve","item_id":"{{item}}"}""",
            $$"""{"type":"conversation.item.delete","item_id":"{{item}}"}""",
            $$"""{"type":"conversation.item.truncate","item_id":"{{item}}","content_index":0,"audio_end_ms":0}""",
            $$"""{"type":"avatar.played","item_id":"{{item}}","audio_end_ms":0}""",
            $$"""{"type":"conversation.item.create","previous_item_id":"{{item}}","item":{"role":"user","content":[]} }""",
            $$"""{"type":"response.cancel","response_id":"{{response}}"}""",
        ];
        foreach (var message in asked)
        {
            await client.SendAsync(message);
        }

        await client.SendAsync("""{"type":"the last","event_id":"last"}""");
        await client.WaitAsync("error", e => (string?)e["error"]!["event_id"] == "last");
        var codes = client.Events.Where(e => WireClient.TypeOf(e) == "error").Select(e => (string)e["error"]!["code"]!);
        Assert.Equal([.. Enumerable.Repeat("item_not_found", 5), "response_cancel_not_active", "unknown_event"], codes);
        await house.Neighbour.SendAsync($$"""{"type":"conversation.item.retrieve","item_id":"{{item}}"}""");
        await house.Neighbour.WaitAsync("conversation.item.retrieved");
        await house.TalkAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task The_same_id_in_two_sessions_names_two_lines()
    {
        await using var house = await House.OpenAsync();
        await using var client = await WireClient.ConnectAsync(house.Address);
        foreach (var (who, text) in new[] { (house.Neighbour, "I am Ada"), (client, "I am Bob") })
        {
            await who.SendAsync(new { type = "conversation.item.create", item = new { id = "same", type = "message", role = "user", content = new[] { new { type = "input_text", text } } } });
            await who.SendAsync("""{"type":"conversation.item.retrieve","item_id":"same"}""");
            var retrieved = await who.WaitAsync("conversation.item.retrieved");
            Assert.Equal(text, (string)retrieved["item"]!["content"]![0]!["text"]!);
        }

        await client.SendAsync("""{"type":"conversation.item.delete","item_id":"same"}""");
        await client.WaitAsync("conversation.item.deleted");
        await house.Neighbour.SendAsync("""{"type":"conversation.item.retrieve","item_id":"same","event_id":"again"}""");
        await house.TalkAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task An_id_that_is_taken_and_a_reply_while_one_is_given_are_errors()
    {
        var never = new TaskCompletionSource();
        await using var house = await House.OpenAsync(brain: new(r => r.Utterance.Text == "count" ? ["One."] : ["Begun. ", never.Task]));
        await using var client = await WireClient.ConnectAsync(house.Address);
        const string Line = """{"type":"conversation.item.create","item":{"id":"mine","type":"message","role":"user","content":[{"type":"input_text","text":"go on"}]}}""";
        await client.SendAsync(Line);
        await client.SendAsync(Line);
        await client.WaitAsync("error", e => (string)e["error"]!["code"]! == "item_exists");
        await client.RespondAsync();
        await client.WaitAsync("response.created");
        await client.RespondAsync();
        await client.WaitAsync("error", e => (string)e["error"]!["code"]! == "conversation_already_has_active_response");
        await client.SendAsync("""{"type":"response.cancel"}""");
        await client.WaitAsync("response.done");
        await house.TalkAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_sent_after_the_close_is_not_read()
    {
        await using var house = await House.OpenAsync();
        using var guest = await Guest.EnterAsync(house.Address);
        await guest.EventAsync("session.created");
        await guest.CloseAsync(1000);
        Assert.Equal(1000, (int)await guest.ClosedAsync());
        try
        {
            await guest.TextAsync("""{"type":"input_audio_buffer.append","audio":"AAAA"}""");
        }
        catch (IOException)
        {
            // It is gone already.
        }

        await guest.EndedAsync();
        await house.SessionsAsync(1);
        await house.TalkAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task What_the_system_says_outlasts_an_update_and_goes_when_it_is_deleted()
    {
        var brain = new LinlyTalker.Tests.Core.Conversations.ScriptedBrain("Yes.");
        await using var house = await House.OpenAsync(brain: brain);
        await using var client = await WireClient.ConnectAsync(house.Address);
        await client.SendAsync("""{"type":"conversation.item.create","item":{"id":"rule","type":"message","role":"system","content":[{"type":"input_text","text":"Speak as a pirate."}]}}""");
        await client.SendAsync("""{"type":"session.update","session":{"instructions":"Be brief."}}""");
        await client.AskAsync("first");
        await client.RespondAsync();
        await client.WaitAsync("response.done");
        await client.SendAsync("""{"type":"conversation.item.delete","item_id":"rule"}""");
        await client.AskAsync("second");
        await client.RespondAsync();
        await client.WaitAsync("response.done", _ => client.Types.Count(t => t == "response.done") == 2);
        var told = brain.Requests.Where(r => r.Utterance.Text != "count").Select(r => r.Instructions);
        Assert.Equal(["Be brief.\nSpeak as a pirate.", "Be brief."], told);
    }
}
