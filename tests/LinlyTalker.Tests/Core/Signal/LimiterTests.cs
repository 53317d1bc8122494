using LinlyTalker.Core.Signal;

namespace LinlyTalker.Tests.Core.Signal;

public class LimiterTests
{
    private const int Rate = 16000;

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(-1, 2)]
    [InlineData(-6, 3)]
    [InlineData(-0.1, 4)]
    public void Nothing_ever_passes_the_ceiling(double ceiling, uint seed)
    {
        var samples = TestSound.Noise(Rate, seed);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] *= i % 3000 < 200 ? 8 : 0.5f; // bursts far above full scale
        }

        var limited = Limiter.Limit(samples, Rate, ceiling);
        Assert.Equal(samples.Length, limited.Length);
        Assert.True(limited.Max(Math.Abs) <= Decibels.ToFactor(ceiling));
    }

    [Fact]
    public void What_stays_below_the_ceiling_is_left_alone()
    {
        var samples = TestSound.Noise(Rate).Select(s => s * 0.89f).ToArray();
        Assert.Equal(samples, Limiter.Limit(samples, Rate));
    }

    [Fact]
    public void A_loud_sine_is_turned_down_and_not_clipped()
    {
        var sine = TestSound.Sine(200, Rate, Rate, amplitude: 2);
        var limited = Limiter.Limit(sine, Rate, -1)[(Rate / 4)..(Rate * 3 / 4)];

        // Clipping a sine at 45 % would leave a third harmonic at −13 dB; turning it down leaves hardly any.
        var distortion = Tone(limited, 600) / Tone(limited, 200);
        Assert.True(Decibels.FromFactor(distortion) < -30, $"third harmonic at {Decibels.FromFactor(distortion):F1} dB");
    }

    [Fact]
    public void The_gain_has_come_back_a_second_after_a_peak()
    {
        var samples = TestSound.Sine(300, Rate, 2 * Rate, 0.5);
        samples[1000] = 4;
        var limited = Limiter.Limit(samples, Rate);
        Assert.True(limited[1010] < samples[1010] || samples[1010] < 0);
        Assert.Equal(samples[1000 + Rate], limited[1000 + Rate], 4);
    }

    [Fact]
    public void Pieces_give_the_same_sound_as_the_whole()
    {
        var samples = TestSound.Noise(9000).Select(s => s * 1.7f).ToArray();
        var whole = Limiter.Limit(samples, Rate);
        var limiter = new Limiter(Rate);
        for (var round = 0; round < 2; round++)
        {
            var pieces = new List<float>();
            foreach (var piece in samples.Chunk(37))
            {
                pieces.AddRange(piece[..limiter.Process(piece, piece)]);
            }

            var last = new float[limiter.LookAhead];
            pieces.AddRange(last[..limiter.Flush(last)]);
            Assert.Equal(whole, pieces);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public void A_sound_shorter_than_the_look_ahead_keeps_its_length(int length)
    {
        var limited = Limiter.Limit(TestSound.Noise(length).Select(s => 3 * s).ToArray(), Rate);
        Assert.Equal(length, limited.Length);
        Assert.True(limited.All(s => Math.Abs(s) <= Decibels.ToFactor(-1)));
    }

    private static double Tone(float[] samples, double hertz)
    {
        var (cosine, sine) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            var angle = 2 * Math.PI * hertz * i / Rate;
            cosine += samples[i] * Math.Cos(angle);
            sine += samples[i] * Math.Sin(angle);
        }

        return Math.Sqrt((cosine * cosine) + (sine * sine));
    }
}
