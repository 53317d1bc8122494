using System.Net.WebSockets;
using LinlyTalker.Server.Realtime;
using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server.Realtime.Hostility;

/// <summary>Too much of everything, too fast, and nobody who reads the answer.</summary>
public class SizeTests
{
    private const int Patience = 60_000;

    private static readonly string Million = new('a', 1_000_000);

    [Fact(Timeout = Patience)]
    public async Task A_million_characters_are_an_error_wherever_they_stand()
    {
        await using var house = await House.OpenAsync();
        await using var client = await WireClient.ConnectAsync(house.Address);
        object[] messages =
        [
            new { type = "session.update", event_id = "mine", session = new { instructions = Million } },
            new { type = "session.update", event_id = "mine", session = new { voice = Million } },
            new { type = "session.update", event_id = "mine", session = new { audio = new { input = new { transcription = new { model = Million } } } } },
            new { type = "session.update", event_id = "mine", session = new { audio = new { input = new { transcription = new { language = Million } } } } },
            new { type = "session.update", event_id = "mine", session = new { avatar = new { id = Million } } },
            new { type = "conversation.item.create", event_id = "mine", item = new { role = "user", content = new[] { new { type = "input_text", text = Million } } } },
            new { type = "conversation.item.create", event_id = "mine", item = new { role = "system", content = new[] { new { type = "input_text", text = Million } } } },
            new { type = "conversation.item.create", event_id = "mine", item = new { id = Million, role = "user", content = Array.Empty<object>() } },
            new { type = "conversation.item.retrieve", event_id = "mine", item_id = Million },
            new { type = "response.create", event_id = "mine", response = new { instructions = Million } },
            new { type = "response.create", event_id = "mine", response = new { metadata = new { a = Million } } },
            new { type = Million, event_id = "mine" },
        ];
        foreach (var message in messages)
        {
            await client.SendAsync(message);
        }

        await client.SendAsync(new { type = "the last", event_id = "last" });
        await client.WaitAsync("error", e => (string?)e["error"]!["event_id"] == "last");
        Assert.Equal(messages.Length, client.Events.Count(e => WireClient.TypeOf(e) == "error" && (string?)e["error"]!["event_id"] == "mine"));
        Assert.All(client.Events, e => Assert.True(e.ToJsonString().Length < 10_000, "a long text is told back"));
        await house.TalkAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task The_system_s_lines_together_have_a_limit()
    {
        await using var house = await House.OpenAsync(new RealtimeOptions { LongestText = 1000 });
        await using var client = await WireClient.ConnectAsync(house.Address);
        for (var i = 0; i < 10; i++)
        {
            await client.SendAsync(new { type = "conversation.item.create", item = new { role = "system", content = new[] { new { type = "input_text", text = new string('a', 300) } } } });
        }

        await client.SendAsync(new { type = "the last", event_id = "last" });
        await client.WaitAsync("error", e => (string?)e["error"]!["event_id"] == "last");
        Assert.Equal(3, client.Types.Count(t => t == "conversation.item.added"));
        Assert.Equal(7, client.Events.Count(e => WireClient.TypeOf(e) == "error" && (string)e["error"]!["code"]! == "invalid_value"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_flood_of_sounds_is_heard_one_by_one_and_the_rest_is_refused()
    {
        await using var house = await House.OpenAsync();
        await using var client = await WireClient.ConnectAsync(house.Address);
        var audio = Convert.ToBase64String(new byte[2_400_000]); // 50 s
        for (var i = 0; i < 40; i++)
        {
            await client.SendAsync(new { type = "conversation.item.create", item = new { role = "user", content = new[] { new { type = "input_audio", audio } } } });
        }

        await client.SendAsync(new { type = "the last", event_id = "last" });
        await client.WaitAsync("error", e => (string?)e["error"]!["event_id"] == "last");
        var refused = client.Events.Count(e => WireClient.TypeOf(e) == "error" && (string)e["error"]!["code"]! == "too_much_at_once");
        await client.WaitAsync(_ => client.Types.Count(t => t == "conversation.item.input_audio_transcription.completed") == 40 - refused);
        await house.TalkAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task Sound_faster_than_it_is_heard_waits_and_takes_no_more_memory()
    {
        await using var house = await House.OpenAsync();
        await using var client = await WireClient.ConnectAsync(house.Address);
        for (var i = 0; i < 60; i++)
        {
            await client.SoundAsync(10_000, false); // ten minutes in a moment
        }

        await client.AskAsync("count");
        await client.RespondAsync();
        await client.WaitAsync("response.done");
        await house.TalkAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_never_reads_is_held_back_and_then_closed()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 600)) + ".";
        var brain = new ScriptedBrain(r => r.Utterance.Text == "count" ? ["One."] : [words]);
        await using var house = await House.OpenAsync(new RealtimeOptions { SendPatience = TimeSpan.FromSeconds(1), MostBytesWaiting = 64 << 10 }, brain);
        using var guest = await Guest.EnterAsync(house.Address);
        var asked = """{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_text","text":"go on"}]}}""";
        try
        {
            for (var i = 0; i < 200_000; i++)
            {
                await guest.TextAsync(asked);
                await guest.TextAsync("""{"type":"response.create"}""");
                await guest.TextAsync("""{"type":"no.such.event"}""");
            }

            Assert.Fail("It is still there.");
        }
        catch (IOException)
        {
            // Closed.
        }

        await house.SessionsAsync(1);
        await house.TalkAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task A_socket_whose_other_end_is_gone_is_ended_by_its_silence()
    {
        await using var house = await House.OpenAsync(new RealtimeOptions { KeepAlive = TimeSpan.FromMilliseconds(1500) });
        using var guest = await Guest.EnterAsync(house.Address); // Answers no ping.
        await house.SessionsAsync(1);
        await guest.EndedAsync();
        Assert.Equal(WebSocketState.Open, house.Neighbour.Socket.State);
        await house.TalkAsync();
    }
}
