using LinlyTalker.Core.Signal;

namespace LinlyTalker.Tests.Core.Signal;

public class LoudnessMeterTests
{
    /// <summary>Values printed by ffmpeg 5.1's ebur128 filter for the same samples.</summary>
    [Theory]
    [InlineData(48000, -20.203)]
    [InlineData(44100, -20.207)]
    [InlineData(22050, -20.340)]
    [InlineData(16000, -20.495)]
    public void A_sound_with_loud_and_quiet_parts_is_as_loud_as_ffmpeg_says(int rate, double lufs)
    {
        var samples = TestSound.Noise(8 * rate);
        for (var i = 0; i < samples.Length; i++)
        {
            var time = (double)i / rate;
            var level = time < 3 ? 0.1 : time < 5 ? 0.001 : 0.3;
            samples[i] = (float)(level * ((0.5 * samples[i]) + (0.25 * Math.Sin(2 * Math.PI * 440 * time))));
        }

        Assert.InRange(LoudnessMeter.Measure(samples, rate), lufs - 0.1, lufs + 0.1);
    }

    /// <summary>BS.1770-4: a full-scale 997 Hz sine in one front channel reads −3.01 LKFS.</summary>
    [Fact]
    public void The_standards_own_sine_reads_as_it_says()
    {
        var samples = TestSound.Sine(997, 48000, 48000 * 2);
        Assert.InRange(LoudnessMeter.Measure(samples, 48000), -3.02, -3.0);
    }

    [Fact]
    public void Pieces_measure_the_same_as_the_whole()
    {
        var samples = TestSound.Noise(30000);
        var meter = new LoudnessMeter(16000);
        foreach (var piece in samples.Chunk(777))
        {
            meter.Add(piece);
        }

        Assert.Equal(LoudnessMeter.Measure(samples, 16000), meter.Integrated);
        Assert.Equal(samples.Max(Math.Abs), meter.Peak);
    }

    [Fact]
    public void Ten_decibels_more_gain_measure_ten_more()
    {
        var samples = TestSound.Noise(16001).Select(s => s * 0.1f).ToArray();
        var before = LoudnessMeter.Measure(samples, 16000);
        Decibels.Apply(samples, 10);
        Assert.Equal(before + 10, LoudnessMeter.Measure(samples, 16000), 4);
    }

    [Fact]
    public void Silence_and_a_moment_have_no_loudness()
    {
        Assert.Equal(double.NegativeInfinity, LoudnessMeter.Measure(new float[48000], 48000));
        Assert.Equal(double.NegativeInfinity, LoudnessMeter.Measure(TestSound.Noise(4800), 48000));
        Assert.Equal(double.NegativeInfinity, LoudnessMeter.Measure([], 48000));
    }
}
