using System.Net.WebSockets;
using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>The server is told to stop (SIGTERM) while a reply is being said.</summary>
public class DrainTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task What_is_being_said_is_said_to_its_end_and_then_the_client_is_told()
    {
        var gate = new TaskCompletionSource();
        var voice = new ScriptedVoice { Before = (_, word) => word == "four." ? gate.Task : null };
        await using var live = await Live.StartAsync(voice: voice);
        await live.Client.AskAsync("Count.");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.output_audio.delta");

        var stopping = live.Served.Server.StopAsync(TestContext.Current.CancellationToken);
        gate.SetResult();
        var done = await live.Client.WaitAsync("response.done");
        Assert.Equal("completed", (string?)done["response"]!["status"]);
        Assert.Contains("One two. Three four.", (string?)(await live.Client.WaitAsync("response.output_audio_transcript.done"))["transcript"], StringComparison.Ordinal);
        await stopping;
        await live.Client.Reading;
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, live.Client.Socket.CloseStatus);
    }

    [Fact(Timeout = Patience)]
    public async Task Who_does_not_come_to_an_end_is_ended_when_the_drain_time_is_over()
    {
        var never = new TaskCompletionSource();
        var voice = new ScriptedVoice { Before = (_, word) => word == "four." ? never.Task : null };
        await using var live = await Live.StartAsync(voice: voice);
        await live.Client.AskAsync("Count.");
        await live.Client.RespondAsync();
        await live.Client.WaitAsync("response.output_audio.delta");
        await live.Served.Server.StopAsync(TestContext.Current.CancellationToken);
        await live.Client.Reading;
        Assert.DoesNotContain("response.done", live.Client.Types);
    }
}
