using LinlyTalker.Ears.Turns;

namespace LinlyTalker.Tests.Ears.Turns;

public class SmartTurnInputTests
{
    [Fact]
    public void Silence_is_the_lowest_value_everywhere() => Assert.All(SmartTurnInput.Of(new float[16000]), v => Assert.Equal(-1.5f, v));

    [Fact]
    public void No_sound_at_all_is_silence() => Assert.Equal(SmartTurnInput.Of(new float[16000]), SmartTurnInput.Of([]));

    [Fact]
    public void Short_sound_lies_at_the_end()
    {
        var features = SmartTurnInput.Of(Tone(8000));
        var loud = Enumerable.Range(0, 800).Where(frame => Enumerable.Range(0, 80).Max(mel => features[(mel * 800) + frame]) > 1).ToList();
        Assert.InRange(loud[0], 748, 752);
        Assert.Equal(799, loud[^1]);
    }

    [Fact]
    public void Loudness_makes_no_difference()
    {
        var loud = SmartTurnInput.Of(Tone(32000));
        var quiet = SmartTurnInput.Of([.. Tone(32000).Select(s => s * 0.1f)]);
        Assert.All(loud.Zip(quiet), pair => Assert.Equal(pair.First, pair.Second, 0.02f));
    }

    [Fact]
    public void What_lies_before_the_last_eight_seconds_makes_no_difference()
    {
        var last = Tone(128000);
        Assert.Equal(SmartTurnInput.Of(last), SmartTurnInput.Of([.. Enumerable.Repeat(0.5f, 5000), .. last]));
    }

    private static float[] Tone(int length) => [.. Enumerable.Range(0, length).Select(i => 0.2f * MathF.Sin(i * 0.3f) * MathF.Sin(i * 0.0007f))];
}
