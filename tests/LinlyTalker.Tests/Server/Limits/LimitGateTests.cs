using System.Net;
using LinlyTalker.Server.Limits;
using LinlyTalker.Tests.Core;
using LinlyTalker.Tests.Server.Security;

namespace LinlyTalker.Tests.Server.Limits;

public class LimitGateTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task A_key_that_asks_too_fast_is_told_when_to_come_back_and_others_never_notice()
    {
        await using var guarded = await Guarded.StartAsync(limits: new ServerLimits { RequestsInARow = 3, RequestsPerMinute = 6 });
        var anna = guarded.Keys.Add("anna").Secret;
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await guarded.GetAsync(anna)).StatusCode);
        }

        var refused = await guarded.GetAsync(anna);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, (await guarded.GetAsync(guarded.Keys.Add("ben").Secret)).StatusCode);

        guarded.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.OK, (await guarded.GetAsync(anna)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guarded.GetAsync(anna)).StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task Live_conversations_are_counted_by_key_and_in_all_and_an_ended_one_makes_room()
    {
        await using var guarded = await Guarded.StartAsync(limits: new ServerLimits { Sessions = 3, SessionsPerKey = 2 });
        var (anna, ben) = (guarded.Keys.Add("anna").Secret, guarded.Keys.Add("ben").Secret);
        var first = (await guarded.ConnectAsync(anna)).Socket;
        using var second = (await guarded.ConnectAsync(anna)).Socket;
        Assert.Equal(HttpStatusCode.TooManyRequests, await guarded.RefusalOfAsync(anna));
        using var third = (await guarded.ConnectAsync(ben)).Socket;
        Assert.Equal(HttpStatusCode.TooManyRequests, await guarded.RefusalOfAsync(ben));

        first.Dispose();
        while (true)
        {
            try
            {
                (await guarded.ConnectAsync(ben)).Socket.Dispose();
                break;
            }
            catch (Guarded.RefusedException)
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public void A_bucket_never_holds_more_than_it_can_and_tells_the_wait()
    {
        var time = new ManualTime();
        var bucket = new TokenBucket(2, perMinute: 60, time);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Null(bucket.Take());
        Assert.Null(bucket.Take());
        Assert.Equal(1, bucket.Take()!.Value.TotalSeconds, 3);
        time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(0.5, bucket.Take()!.Value.TotalSeconds, 3);
        time.Advance(TimeSpan.FromSeconds(0.6));
        Assert.Null(bucket.Take());
    }

    [Fact]
    public void A_place_is_left_once_however_often_it_is_disposed()
    {
        var occupancy = new Occupancy(2, 1);
        var place = occupancy.Enter("a");
        Assert.Null(occupancy.Enter("a"));
        place!.Dispose();
        place.Dispose();
        Assert.NotNull(occupancy.Enter("a"));
        Assert.NotNull(occupancy.Enter(null));
        Assert.Null(occupancy.Enter(null));
    }
}
