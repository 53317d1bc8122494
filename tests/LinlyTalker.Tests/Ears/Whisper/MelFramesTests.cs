using LinlyTalker.Core.Signal.Features;
using LinlyTalker.Ears.Whisper;

namespace LinlyTalker.Tests.Ears.Whisper;

public class MelFramesTests
{
    [Theory]
    [InlineData(16000, 300)]
    [InlineData(7001, 101)]
    [InlineData(1, 50)]
    public void They_equal_the_features_of_the_sound_with_silence_behind_it(int length, int padding)
    {
        var samples = Tone(length);
        var (values, frames) = MelFrames.Of(samples, 80, padding, 3000);
        var whole = new float[(frames + 10) * 160];
        samples.CopyTo(whole, 0);
        var expected = LogMel.Whisper(whole);
        Assert.Equal(0, frames % 2);
        Assert.InRange(frames, ((length + 159) / 160) + padding, ((length + 159) / 160) + padding + 1);
        for (var mel = 0; mel < 80; mel++)
        {
            for (var frame = 0; frame < frames; frame++)
            {
                Assert.Equal(expected[mel, frame], values[(mel * frames) + frame], 1e-5f);
            }
        }
    }

    [Fact]
    public void No_more_than_the_network_takes_is_shown()
    {
        var (values, frames) = MelFrames.Of(Tone(29 * 16000), 128, 1000, 3000);
        Assert.Equal((3000, 128 * 3000), (frames, values.Length));
    }

    private static float[] Tone(int length) => [.. Enumerable.Range(0, length).Select(i => 0.4f * MathF.Sin(i * 0.21f))];
}
