using LinlyTalker.Server.Realtime;
using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server.Realtime.Hostility;

/// <summary>A server with a session that talks beside whatever a hostile client does, and is to notice nothing.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly Live live;
    private int turns;

    private House(Live live) => this.live = live;

    public Uri Address => live.Served.Address;

    public HttpClient Http => live.Served.Client;

    public WireClient Neighbour => live.Client;

    public static async Task<House> OpenAsync(RealtimeOptions? options = null, ScriptedBrain? brain = null, ScriptedVoice? voice = null)
    {
        var house = new House(await Live.StartAsync(brain, options: options, voice: voice));
        await house.TalkAsync();
        return house;
    }

    /// <summary>The neighbour asks, and is answered in full.</summary>
    public async Task TalkAsync()
    {
        turns++;
        await Neighbour.AskAsync("count");
        await Neighbour.RespondAsync();
        await Neighbour.WaitAsync("response.done", _ => Neighbour.Types.Count(t => t == "response.done") == turns);
        var done = Neighbour.Events.Last(e => WireClient.TypeOf(e) == "response.done");
        Assert.Equal("completed", (string)done["response"]!["status"]!);
        Assert.DoesNotContain("error", Neighbour.Types);
    }

    /// <summary>The sessions that the server counts, once they are so many.</summary>
    public async Task SessionsAsync(int count)
    {
        for (var tries = 0; ; tries++)
        {
            var page = await Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
            var line = page.Split('\n').First(l => l.StartsWith("linly_sessions ", StringComparison.Ordinal));
            if (line == $"linly_sessions {count}")
            {
                return;
            }

            Assert.True(tries < 200, $"{line}, not {count}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => live.DisposeAsync();
}
