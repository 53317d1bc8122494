using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;

namespace LinlyTalker.Tests.Core.Signal;

public class ResamplerTests
{
    public static TheoryData<int, int> Rates => new()
    {
        { 44100, 16000 }, { 48000, 16000 }, { 22050, 16000 }, { 8000, 16000 }, { 16000, 22050 }, { 16000, 24000 },
        { 16000, 48000 }, { 44100, 48000 }, { 48000, 8000 }, { 192000, 8000 }, { 16000, 16001 }, { 44100, 47999 },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public void What_lies_in_the_pass_band_comes_out_the_same_to_80_decibels(int from, int to)
    {
        var nyquist = Math.Min(from, to) / 2.0;
        foreach (var share in (double[])[0, 0.05, 0.3, 0.62, 0.89])
        {
            // A cosine, so that 0 Hz is a constant; images and aliases would show as error too.
            var hertz = share * nyquist;
            var input = Cosine(hertz, from, from / 10);
            var output = Resampler.Resample(input, from, to);
            var ideal = Cosine(hertz, to, output.Length);
            var margin = to / 50;
            for (var i = margin; i < output.Length - margin; i++)
            {
                Assert.InRange(output[i] - ideal[i], -1e-4, 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(44100, 16000)]
    [InlineData(48000, 16000)]
    [InlineData(22050, 16000)]
    [InlineData(192000, 8000)]
    [InlineData(47999, 44100)]
    public void What_the_lower_rate_cannot_hold_is_80_decibels_down(int from, int to)
    {
        for (var hertz = to / 2.0; hertz < from / 2.0; hertz += (from - to) / 2.0 / 17)
        {
            var output = Resampler.Resample(Cosine(hertz + 1, from, from / 10), from, to);
            var margin = to / 50;
            var peak = output[margin..^margin].Max(Math.Abs);
            Assert.True(Decibels.FromFactor(peak) <= -80, $"{hertz} Hz comes through at {Decibels.FromFactor(peak):F1} dB.");
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Pieces_give_the_same_sound_as_the_whole(int from, int to)
    {
        var input = TestSound.Noise(from / 10);
        var whole = Resampler.Resample(input, from, to);
        var resampler = new Resampler(from, to);
        var random = new Random(3);
        for (var round = 0; round < 2; round++)
        {
            var pieces = new List<float>();
            for (var at = 0; at < input.Length;)
            {
                var length = Math.Min(random.Next(0, 700), input.Length - at);
                pieces.AddRange(resampler.Process(input.AsSpan(at, length)));
                at += length;
            }

            pieces.AddRange(resampler.Flush());
            Assert.Equal(whole, pieces);
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void The_length_is_that_of_the_time(int from, int to)
    {
        foreach (var length in (int[])[0, 1, 2, 99, 16000])
        {
            var output = Resampler.Resample(new float[length], from, to);
            Assert.Equal((((long)length * to) + from - 1) / from, output.Length);
        }
    }

    [Fact]
    public void The_same_rate_changes_nothing()
    {
        var input = TestSound.Noise(1000);
        Assert.Equal(input, Resampler.Resample(input, 16000, 16000));
    }

    [Fact]
    public async Task A_stream_keeps_its_time_and_joins_without_a_gap()
    {
        var input = TestSound.Noise(44100);
        var chunks = await Chunks(input, 44100, start: 88200).ResampleAsync(16000, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(32000, chunks[0].Position);
        for (var i = 1; i < chunks.Count; i++)
        {
            Assert.Equal(chunks[i - 1].Span.End, chunks[i].Position);
        }

        Assert.Equal(Resampler.Resample(input, 44100, 16000), chunks.SelectMany(c => c.Samples.ToArray()));
    }

    private static async IAsyncEnumerable<AudioChunk> Chunks(float[] samples, int rate, long start)
    {
        for (var at = 0; at < samples.Length; at += 1000)
        {
            await Task.Yield();
            var length = Math.Min(1000, samples.Length - at);
            yield return new AudioChunk(samples.AsMemory(at, length), rate, start + at);
        }
    }

    private static float[] Cosine(double hertz, int rate, int count)
    {
        var result = new float[count];
        for (var i = 0; i < count; i++)
        {
            result[i] = (float)Math.Cos(2 * Math.PI * hertz * i / rate);
        }

        return result;
    }
}
