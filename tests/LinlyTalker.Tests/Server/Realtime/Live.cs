using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Organs;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Realtime;
using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>A server with scripted organs and one client of its wire.</summary>
internal sealed class Live : IAsyncDisposable
{
    private readonly ServedTest served;

    private Live(ServedTest served, WireClient client, LoudEars ears, ScriptedVoice voice) =>
        (this.served, Client, Ears, Voice) = (served, client, ears, voice);

    public WireClient Client { get; }

    public LoudEars Ears { get; }

    public ScriptedVoice Voice { get; }

    public ServedTest Served => served;

    public static async Task<Live> StartAsync(
        IBrain? brain = null, bool beta = false, RealtimeOptions? options = null, ScriptedVoice? voice = null,
        TimeProvider? time = null, Func<ServerParts, ServerParts>? with = null, IEchoCanceller? canceller = null)
    {
        var (ears, speaks) = (new LoudEars(), voice ?? new ScriptedVoice());
        var engines = new FakeEngines
        {
            Brain = brain ?? new ScriptedBrain("One two. ", "Three four."),
            Ears = () => ears,
            Voice = speaks,
            EchoCanceller = canceller,
        };
        var served = await ServedTest.StartAsync(
            (with ?? (parts => parts))(new ServerParts { Engines = engines, Time = time ?? TimeProvider.System }),
            new ServerOptions { Port = 0, Drain = TimeSpan.FromSeconds(2), Realtime = options ?? new RealtimeOptions() });
        return new Live(served, await WireClient.ConnectAsync(served.Address, beta), ears, speaks);
    }

    /// <summary>Waits for what no event tells.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await served.DisposeAsync();
    }
}
