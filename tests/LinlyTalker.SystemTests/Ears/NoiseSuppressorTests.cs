using LinlyTalker.Ears.Denoise;
using LinlyTalker.Media.Sound;

namespace LinlyTalker.SystemTests.Ears;

public class NoiseSuppressorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Steady_noise_alone_is_lowered()
    {
        var random = new Random(7);
        var noise = Enumerable.Range(0, 5 * 16000).Select(_ => 0.05f * ((random.NextSingle() * 2) - 1)).ToArray();
        var cleaned = Clean(noise);

        Assert.InRange(Decibels(cleaned.AsSpan(^16000..)) - Decibels(noise.AsSpan(^16000..)), -40, -10);
    }

    [Fact(Timeout = 60_000)]
    public async Task Speech_comes_out_as_late_as_is_said_and_hardly_changed()
    {
        var audio = await AudioFile.ReadAsync(TestModels.Open("recordings-en").PathOf("agent-pass.g722"), 16000, Token);
        var speech = audio.Samples.ToArray();
        var cleaned = Clean(speech);

        var best = Enumerable.Range(0, 800).MaxBy(lag => Product(speech, cleaned, lag));
        Assert.InRange(best, NoiseSuppressor.Delay - 1, NoiseSuppressor.Delay + 1);
        Assert.InRange(Product(speech, cleaned, best) / Math.Sqrt(Product(speech, speech, 0) * Product(cleaned, cleaned, 0)), 0.97, 1);
    }

    private static float[] Clean(float[] sound)
    {
        using var suppressor = new NoiseSuppressor();
        var cleaned = new float[sound.Length];
        for (var at = 0; at < sound.Length; at += 512)
        {
            var count = Math.Min(512, sound.Length - at);
            suppressor.Process(sound.AsSpan(at, count), cleaned.AsSpan(at, count));
        }

        return cleaned;
    }

    private static double Product(float[] a, float[] b, int lag)
    {
        double sum = 0;
        for (var i = lag; i < b.Length; i++)
        {
            sum += a[i - lag] * (double)b[i];
        }

        return sum;
    }

    private static double Decibels(ReadOnlySpan<float> sound) => 10 * Math.Log10(Product(sound.ToArray(), sound.ToArray(), 0) / sound.Length);
}
