using LinlyTalker.Voice.Sherpa;

namespace LinlyTalker.Tests.Voice.Sherpa;

public class SilentEndsTests
{
    private const int SampleRate = 16000;

    [Fact]
    public void Silence_and_its_hiss_are_taken_off_and_the_sound_is_kept()
    {
        var samples = new float[3 * SampleRate];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = 0.0005f * (i % 2) + (i is >= SampleRate and < 2 * SampleRate ? 0.5f * MathF.Sin(i * 0.2f) : 0);
        }

        var trimmed = SilentEnds.Trim(samples, SampleRate);
        Assert.InRange(trimmed.Length, (int)(1.08 * SampleRate), (int)(1.11 * SampleRate));
        Assert.Equal(samples[SampleRate + 500], trimmed[500 + (int)(0.03 * SampleRate)]);
    }

    [Fact]
    public void Sound_to_the_end_silence_alone_and_nothing_stay_as_they_are()
    {
        float[] loud = [.. Enumerable.Range(0, 1234).Select(i => MathF.Sin(i * 0.3f))];
        Assert.Equal(loud.Length, SilentEnds.Trim(loud, SampleRate).Length);
        Assert.Equal(5000, SilentEnds.Trim(new float[5000], SampleRate).Length);
        Assert.Equal(0, SilentEnds.Trim([], SampleRate).Length);
    }
}
