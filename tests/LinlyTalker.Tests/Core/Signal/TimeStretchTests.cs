using LinlyTalker.Core.Signal;

namespace LinlyTalker.Tests.Core.Signal;

public class TimeStretchTests
{
    private const int Rate = 22050;

    [Theory]
    [InlineData(0.5f)]
    [InlineData(0.8f)]
    [InlineData(1.25f)]
    [InlineData(2f)]
    public void A_tone_takes_another_time_and_keeps_its_pitch_level_and_smoothness(float factor)
    {
        var tone = Tone(220, Rate);
        var stretched = TimeStretch.Apply(tone, Rate, factor);
        Assert.Equal(Rate * factor, stretched.Length, 1f);

        // The edges are left out: a window begins and ends there.
        var inner = stretched.AsSpan(Rate / 50, stretched.Length - (Rate / 10));
        Assert.InRange(Pitch(inner), 220 * 0.99, 220 * 1.01);
        Assert.InRange(RootMeanSquare(inner), 0.5 / Math.Sqrt(2) * 0.9, 0.5 / Math.Sqrt(2) * 1.1);
        Assert.True(LargestStep(inner) < LargestStep(tone) * 1.3, $"step {LargestStep(inner)} after {LargestStep(tone)}");
    }

    [Fact]
    public void What_is_too_short_or_stays_as_long_is_not_touched()
    {
        var tone = Tone(220, 500);
        Assert.Equal(tone, TimeStretch.Apply(tone, Rate, 1));
        Assert.Equal(tone, TimeStretch.Apply(tone, Rate, 0.5f));
        Assert.Empty(TimeStretch.Apply([], Rate, 2));
    }

    [Theory]
    [InlineData(0.4f)]
    [InlineData(2.1f)]
    [InlineData(float.NaN)]
    public void Other_factors_are_refused(float factor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeStretch.Apply(new float[100], Rate, factor));

    private static float[] Tone(double hertz, int length) =>
        [.. Enumerable.Range(0, length).Select(i => 0.5f * (float)Math.Sin(2 * Math.PI * hertz * i / Rate))];

    /// <summary>By upward crossings of zero, each placed between two samples.</summary>
    private static double Pitch(ReadOnlySpan<float> samples)
    {
        var crossings = new List<double>();
        for (var i = 1; i < samples.Length; i++)
        {
            if (samples[i - 1] < 0 && samples[i] >= 0)
            {
                crossings.Add(i - 1 + (samples[i - 1] / (samples[i - 1] - samples[i])));
            }
        }

        return (crossings.Count - 1) * Rate / (crossings[^1] - crossings[0]);
    }

    private static double RootMeanSquare(ReadOnlySpan<float> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
        {
            sum += sample * sample;
        }

        return Math.Sqrt(sum / samples.Length);
    }

    private static float LargestStep(ReadOnlySpan<float> samples)
    {
        var largest = 0f;
        for (var i = 1; i < samples.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(samples[i] - samples[i - 1]));
        }

        return largest;
    }
}
