using LinlyTalker.Models.Fetching;
using LinlyTalker.Tests.Core;
using LinlyTalker.Tests.Models.Store;

namespace LinlyTalker.Tests.Models.Fetching;

public sealed class RateMeterTests
{
    private readonly ManualTime clock = new();
    private readonly Reports<FetchProgress> reports = new();

    [Fact]
    public void A_steady_fetch_has_its_rate_and_the_time_left()
    {
        var meter = new RateMeter("file", reports, clock);
        for (var second = 0; second <= 4; second++)
        {
            meter.Report(second * 1000, 10_000);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        var last = reports.All[^1];
        Assert.Equal(1000, last.BytesPerSecond, 1.0);
        Assert.Equal(6, last.Remaining!.Value.TotalSeconds, 0.1);
    }

    [Fact]
    public void The_rate_forgets_what_is_more_than_five_seconds_past()
    {
        var meter = new RateMeter("file", reports, clock);
        meter.Report(1_000_000, null);
        for (var second = 0; second < 10; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            meter.Report(1_000_000 + (second * 10), null);
        }

        Assert.Equal(10, reports.All[^1].BytesPerSecond, 2.0);
        Assert.Null(reports.All[^1].Remaining);
    }

    [Fact]
    public void Many_small_steps_make_few_reports_and_the_last_is_always_made()
    {
        var meter = new RateMeter("file", reports, clock);
        for (var step = 1; step <= 1000; step++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            meter.Report(step, 1000);
        }

        Assert.InRange(reports.All.Count, 2, 12);
        Assert.Equal(1000, reports.All[^1].Bytes);
    }
}
