using LinlyTalker.Ears.Denoise;

namespace LinlyTalker.Tests.Ears.Denoise;

public class SteadyNoiseTests
{
    private readonly SteadyNoise noise = new();
    private readonly Random random = new(7);

    [Fact]
    public void A_fan_is_steady_noise()
    {
        Observe(30, _ => 0.02f, speech: 0.02f);
        Assert.True(noise.IsPresent);
    }

    [Fact]
    public void The_floor_of_a_good_recording_is_not()
    {
        Observe(30, _ => 0.0005f, speech: 0.02f);
        Assert.False(noise.IsPresent);
    }

    [Fact]
    public void Clatter_is_not()
    {
        Observe(60, i => i % 4 == 0 ? 0.3f : 0.002f, speech: 0.02f);
        Assert.False(noise.IsPresent);
    }

    [Fact]
    public void Windows_with_speech_tell_nothing()
    {
        Observe(30, _ => 0.02f, speech: 0.9f);
        Assert.False(noise.IsPresent);
    }

    private void Observe(int windows, Func<int, float> loudness, float speech)
    {
        for (var i = 0; i < windows; i++)
        {
            noise.Observe([.. Enumerable.Range(0, 512).Select(_ => loudness(i) * ((random.NextSingle() * 2) - 1))], speech);
        }
    }
}
