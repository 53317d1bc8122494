using LinlyTalker.Bench.Live;

namespace LinlyTalker.Tests.Core.Conversations;

public class SoakTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_quarter_of_an_hour_of_talk_leaves_no_reply_and_no_timer_open()
    {
        var soak = new Soak(seed: 6);

        await soak.RunAsync(TimeSpan.FromMinutes(15), null, TestContext.Current.CancellationToken);

        Assert.InRange(soak.Turns, 60, 1000);
        Assert.InRange(soak.Interruptions, 10, soak.Turns);
        Assert.Equal((0, 0), (soak.Open, soak.Timers));
    }
}
