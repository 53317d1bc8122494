using LinlyTalker.Server.Parts;
using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server.Realtime;

public class RehearsalTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task A_reply_is_made_for_nobody_and_counted_nowhere()
    {
        var (brain, voice) = (new ScriptedBrain("One two. ", "Three four."), new ScriptedVoice());
        await using var served = await ServedTest.StartAsync(new ServerParts { Engines = new FakeEngines { Brain = brain, Voice = voice } });
        await served.Server.RehearseAsync(2, TestContext.Current.CancellationToken);
        Assert.Equal((2, 8), (brain.Requests.Count, voice.Words));
        Assert.All(brain.Requests, r => Assert.Equal("rehearsal", r.User.Value));
        var metrics = await served.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("linly_replies_total{", metrics, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_companion_that_cannot_answer_does_not_hold_the_server_up()
    {
        var brain = new ScriptedBrain(_ => throw new InvalidOperationException("empty head"));
        await using var served = await ServedTest.StartAsync(new ServerParts { Engines = new FakeEngines { Brain = brain } });
        await served.Server.RehearseAsync(1, TestContext.Current.CancellationToken);
        Assert.Single(brain.Requests);
    }
}
