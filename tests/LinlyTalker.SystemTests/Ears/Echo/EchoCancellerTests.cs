using LinlyTalker.Bench.Echo;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Echo;
using LinlyTalker.Media.Sound;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Flite;

namespace LinlyTalker.SystemTests.Ears.Echo;

public class EchoCancellerTests
{
    private const int SampleRate = 16000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(0.06, 0, 20)]
    [InlineData(0.06, 3, 12)]
    [InlineData(0.45, 0, 20)]
    public async Task An_echo_alone_is_lowered(double delay, double distortion, double decibels)
    {
        var far = await FarAsync();
        var room = new EchoRoom(1, delay, Distortion: distortion);
        var microphone = room.Echo(far);
        var cleaned = await CancelAsync(microphone, far, 512);
        Assert.Equal(microphone.Length, cleaned.Length);
        Assert.InRange(Level(microphone.AsSpan(5 * SampleRate)) - Level(cleaned.AsSpan(5 * SampleRate)), decibels, 90);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_speaks_at_the_same_time_stays_where_they_were_and_as_they_were()
    {
        var far = await FarAsync();
        var near = new float[far.Length];
        var prompt = await AudioFile.ReadAsync(TestModels.Open("recordings-en").PathOf("agent-pass.g722"), SampleRate, Token);
        prompt.Samples.Span.CopyTo(near.AsSpan(6 * SampleRate));
        var echo = new EchoRoom(1).Echo(far);
        var cleaned = await CancelAsync([.. near.Zip(echo, (n, e) => n + e)], far, 320);
        Assert.InRange(Alike(near, cleaned, 6 * SampleRate, prompt.Samples.Length), 0.85, 1);
        Assert.InRange(Alike(near, echo, 6 * SampleRate, prompt.Samples.Length), -0.2, 0.2);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(160)]
    [InlineData(777)]
    public async Task Sound_passes_unchanged_while_nothing_is_played(int chunk)
    {
        var random = new Random(5);
        var sound = Enumerable.Range(0, 5000).Select(_ => random.NextSingle() - 0.5f).ToArray();
        Assert.Equal(sound, await CancelAsync(sound, new float[sound.Length], chunk));
    }

    [Fact]
    public async Task An_empty_stream_stays_empty() => Assert.Empty(await CancelAsync([], [], 512));

    private static async Task<float[]> CancelAsync(float[] microphone, float[] far, int chunk)
    {
        var played = new PlayedSound();
        var cleaned = new List<float>();
        await foreach (var part in new EchoCanceller().CancelAsync(MicrophoneAsync(), played, Token))
        {
            Assert.Equal(cleaned.Count, part.Position);
            cleaned.AddRange(part.Samples.Span);
        }

        return [.. cleaned];

        async IAsyncEnumerable<AudioChunk> MicrophoneAsync()
        {
            await Task.CompletedTask;
            for (var at = 0; at < microphone.Length; at += chunk)
            {
                var count = Math.Min(chunk, microphone.Length - at);
                played.Play(1, new AudioChunk(far.AsMemory(at, count), SampleRate, at));
                yield return new AudioChunk(microphone.AsMemory(at, count), SampleRate, at);
            }
        }
    }

    private static async Task<float[]> FarAsync()
    {
        ISpeechEngine engine = new FliteEngine();
        var voice = (await engine.FindAsync("rms", Token))!;
        var said = await engine.SayAsync(
            "I can answer questions about everything in this knowledge base. Your parcel left the warehouse on Monday and "
            + "should arrive tomorrow before noon. Please open the settings, choose a language, and press save. The meeting "
            + "begins at half past nine in room twelve. Why does the moon change its shape from week to week?",
            voice,
            1,
            Token);
        Assert.InRange(said.Samples.Length, 10 * SampleRate, 30 * SampleRate);
        return said.Samples;
    }

    private static double Level(ReadOnlySpan<float> sound) => 10 * Math.Log10((Product(sound, sound) / sound.Length) + 1e-12);

    private static double Alike(float[] sound, float[] other, int from, int count)
    {
        ReadOnlySpan<float> a = sound.AsSpan(from, count), b = other.AsSpan(from, count);
        return Product(a, b) / Math.Sqrt((Product(a, a) * Product(b, b)) + 1e-12);
    }

    private static double Product(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * (double)b[i];
        }

        return sum;
    }
}
