using System.Net.WebSockets;
using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server.Realtime.Hostility;

/// <summary>The end of a session, when a client says good bye.</summary>
public class CloseTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task A_client_that_closes_is_answered_with_its_own_code()
    {
        await using var house = await House.OpenAsync();
        await using var client = await WireClient.ConnectAsync(house.Address);
        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "bye", TestContext.Current.CancellationToken);
        await client.Reading;
        Assert.Equal((WebSocketState.Closed, WebSocketCloseStatus.NormalClosure), (client.Socket.State, client.Socket.CloseStatus));
        await house.SessionsAsync(1);
        await house.TalkAsync();
    }

    [Theory(Timeout = Patience)]
    [InlineData(1000, 1000)]
    [InlineData(1001, 1001)]
    [InlineData(4321, 4321)]
    [InlineData(null, 1000)]
    public async Task The_code_comes_back_as_frames_have_it(int? code, int answer)
    {
        await using var house = await House.OpenAsync();
        using var guest = await Guest.EnterAsync(house.Address);
        await guest.EventAsync("session.created");
        await (code is { } given ? guest.CloseAsync(given) : guest.FrameAsync(0x88, []));
        Assert.Equal(answer, (int)await guest.ClosedAsync());
        await guest.EndedAsync();
        await house.SessionsAsync(1);
    }

    [Fact(Timeout = Patience)]
    public async Task In_the_middle_of_a_reply_the_close_is_answered_and_the_reply_stops()
    {
        var never = new TaskCompletionSource();
        var voice = new ScriptedVoice { Before = (sentence, word) => word == "last" ? never.Task : null };
        await using var house = await House.OpenAsync(brain: new ScriptedBrain(r => r.Utterance.Text == "count" ? ["One."] : ["To the last word."]), voice: voice);
        await using var client = await WireClient.ConnectAsync(house.Address);
        await client.AskAsync("go on");
        await client.RespondAsync();
        await client.WaitAsync("response.output_audio.delta");
        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        await client.Reading;
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Socket.CloseStatus);
        await house.SessionsAsync(1);
        Assert.Equal(0, voice.Open);
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_closes_with_much_unread_reads_on_to_the_answer()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 500)) + ".";
        await using var house = await House.OpenAsync(brain: new ScriptedBrain(r => r.Utterance.Text == "count" ? ["One."] : [words]));
        using var guest = await Guest.EnterAsync(house.Address);
        await guest.TextAsync("""{"type":"conversation.item.create","item":{"type":"message","role":"user","content":[{"type":"input_text","text":"go on"}]}}""");
        await guest.TextAsync("""{"type":"response.create"}""");
        await guest.EventAsync("response.output_audio.delta");
        await guest.CloseAsync(1000);
        Assert.Equal(1000, (int)await guest.ClosedAsync());
        await guest.EndedAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_leaves_without_a_word_leaves_no_session_behind()
    {
        await using var house = await House.OpenAsync();
        var guest = await Guest.EnterAsync(house.Address);
        await guest.EventAsync("session.created");
        guest.Dispose();
        await house.SessionsAsync(1);
        await house.TalkAsync();
    }
}
