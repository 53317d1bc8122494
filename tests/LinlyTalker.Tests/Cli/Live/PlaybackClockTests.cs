using LinlyTalker.Cli.Live.Talking;

namespace LinlyTalker.Tests.Cli.Live;

public class PlaybackClockTests
{
    private readonly PlaybackClock clock = new(1000, TimeSpan.FromMilliseconds(50));

    [Fact]
    public void Sound_that_comes_before_it_is_due_makes_no_gap()
    {
        clock.Add(100, At(0));
        clock.Add(100, At(150)); // due at 150: 50 of buffer and 100 of sound
        clock.Add(100, At(180));

        Assert.Equal(0, clock.Underruns);
        Assert.Equal(At(350), clock.End);
    }

    [Fact]
    public void Sound_that_comes_too_late_is_a_gap_and_moves_the_rest()
    {
        clock.Add(100, At(0));
        clock.Add(100, At(250)); // 100 late
        clock.Add(100, At(340));

        Assert.Equal(1, clock.Underruns);
        Assert.Equal(At(100), clock.Silent);
        Assert.Equal(At(450), clock.End);
    }

    [Fact]
    public void What_was_played_follows_from_the_time()
    {
        clock.Add(100, At(1000));

        Assert.Equal(At(0), clock.PlayedAt(At(1020)));
        Assert.Equal(At(30), clock.PlayedAt(At(1080)));
        Assert.Equal(At(100), clock.PlayedAt(At(9000)));
    }

    private static TimeSpan At(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
