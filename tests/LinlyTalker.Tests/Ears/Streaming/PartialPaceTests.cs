using LinlyTalker.Ears.Streaming;

namespace LinlyTalker.Tests.Ears.Streaming;

public class PartialPaceTests
{
    [Theory]
    [InlineData(0, 400)]
    [InlineData(200, 400)]
    [InlineData(300, 600)]
    [InlineData(800, 1600)]
    [InlineData(801, null)]
    public void Slow_hearings_make_partials_rarer_and_then_none(int took, int? wait)
    {
        var pace = new PartialPace(TimeSpan.FromMilliseconds(400));
        pace.Observe(TimeSpan.FromMilliseconds(took));
        Assert.Equal(wait, (int?)pace.Wait?.TotalMilliseconds);
    }

    [Fact]
    public void A_quick_hearing_brings_them_back()
    {
        var pace = new PartialPace(TimeSpan.FromMilliseconds(400));
        pace.Observe(TimeSpan.FromSeconds(5));
        pace.Observe(TimeSpan.FromMilliseconds(100));
        Assert.NotNull(pace.Wait);
    }

    [Fact]
    public void One_looks_at_a_time()
    {
        var pace = new PartialPace(TimeSpan.FromMilliseconds(400));
        Assert.True(pace.TryBegin());
        Assert.False(pace.TryBegin());
        pace.Done();
        Assert.True(pace.TryBegin());
    }
}
