using LinlyTalker.Ears.Echo;

namespace LinlyTalker.Tests.Ears.Echo;

public class DelayEstimatorTests
{
    private const int SampleRate = 16000;

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.45)]
    [InlineData(0.9)]
    public void The_delay_of_an_echo_is_found_under_another_voice(double seconds)
    {
        var found = Run(seconds, echo: 0.5f);
        Assert.InRange(Assert.Single(found), (seconds * SampleRate) - 40, (seconds * SampleRate) + 40);
    }

    [Fact]
    public void A_delay_within_the_filters_tail_is_no_other_one() => Assert.Empty(Run(0.05, echo: 0.5f));

    [Fact]
    public void Where_there_is_no_echo_none_is_found() => Assert.Empty(Run(0.5, echo: 0));

    private static List<int> Run(double seconds, float echo)
    {
        var random = new Random(3);
        var far = Enumerable.Range(0, 6 * SampleRate).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var late = (int)(seconds * SampleRate);
        var estimator = new DelayEstimator(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(100));
        var found = new List<int>();
        for (var at = 0; at < far.Length; at += 160)
        {
            var heard = Enumerable.Range(at, 160)
                .Select(i => (i < late ? 0 : echo * far[i - late]) + (0.3f * (random.NextSingle() - 0.5f))).ToArray();
            if (estimator.Next(heard, far.AsSpan(at, 160)) is { } delay)
            {
                found.Add(delay);
            }
        }

        return found;
    }
}
