using LinlyTalker.Core.Conversations;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>A shared organ goes on with less, and all whose organ it is are told.</summary>
public class DegradedTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task Every_session_that_uses_an_engine_is_told_that_another_does_its_work_and_why()
    {
        var ears = new LoudEars();
        var engines = new FakeEngines { Ears = () => ears };
        await using var served = await ServeAsync(engines);
        await using var one = await ConnectAsync(served);
        await using var two = await ConnectAsync(served);

        engines.Watch.Tell(new(Organ.Ears, new ScriptedEars(), "Somebody else's failed."));
        engines.Watch.Tell(new(Organ.Ears, ears, "Whisper failed, and PocketSphinx hears instead."));
        engines.Watch.Tell(new(Organ.Voice, engines.Voice, "joe failed, and rms speaks instead."));

        foreach (var client in (WireClient[])[one, two])
        {
            await client.WaitAsync("avatar.degraded", e => (string)e["organ"]! == "voice");
            Assert.Equal(
                ["ears: Whisper failed, and PocketSphinx hears instead.", "voice: joe failed, and rms speaks instead."],
                client.Events.Where(e => WireClient.TypeOf(e) == "avatar.degraded").Select(e => $"{e["organ"]}: {e["reason"]}"));
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_session_that_has_ended_is_told_nothing_and_the_others_are()
    {
        var engines = new FakeEngines();
        await using var served = await ServeAsync(engines);
        await using var stays = await ConnectAsync(served);
        await using (await ConnectAsync(served))
        {
        }

        engines.Watch.Tell(new(Organ.Voice, engines.Voice, "joe failed, and rms speaks instead."));
        await stays.WaitAsync("avatar.degraded");
        await stays.AskAsync("Are you there?");
        await stays.RespondAsync();
        await stays.WaitAsync("response.done");
    }

    private static Task<ServedTest> ServeAsync(FakeEngines engines) => ServedTest.StartAsync(
        new ServerParts { Engines = engines }, new ServerOptions { Port = 0, Drain = TimeSpan.FromSeconds(2) });

    /// <summary>One that has shown that it knows of avatars.</summary>
    private static async Task<WireClient> ConnectAsync(ServedTest served)
    {
        var client = await WireClient.ConnectAsync(served.Address);
        await client.SendAsync("""{"type":"session.update","session":{"avatar":{"mode":"none"}}}""");
        await client.WaitAsync("session.updated");
        return client;
    }
}
