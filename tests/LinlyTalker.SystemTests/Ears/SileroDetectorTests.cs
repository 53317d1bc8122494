using LinlyTalker.Ears.VoiceActivity;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Inference;

namespace LinlyTalker.SystemTests.Ears;

public sealed class SileroDetectorTests : IDisposable
{
    private readonly InferenceSession session = InferenceSession.Open(TestModels.Open("silero-vad").OnlyFile(".onnx"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => session.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Speech_is_told_from_silence_noise_and_a_tone()
    {
        var audio = await AudioFile.ReadAsync(TestModels.Open("recordings-en").PathOf("agent-pass.g722"), 16000, Token);
        var random = new Random(7);
        float[] silence = new float[16000];
        float[] noise = [.. Enumerable.Range(0, 16000).Select(_ => 0.05f * ((random.NextSingle() * 2) - 1))];
        float[] tone = [.. Enumerable.Range(0, 16000).Select(i => 0.3f * MathF.Sin(2 * MathF.PI * 440 * i / 16000))];

        Assert.True(Detect(audio.Samples.ToArray()).Order().ElementAt(20) > 0.5);
        Assert.All(Detect(silence), p => Assert.InRange(p, 0, 0.1f));
        Assert.All(Detect(noise), p => Assert.InRange(p, 0, 0.3f));
        Assert.All(Detect(tone).Skip(3), p => Assert.InRange(p, 0, 0.3f));
    }

    [Fact(Timeout = 60_000)]
    public async Task Two_streams_do_not_disturb_each_other()
    {
        var audio = await AudioFile.ReadAsync(TestModels.Open("recordings-en").PathOf("agent-pass.g722"), 16000, Token);
        var samples = audio.Samples.ToArray();
        using var one = new SileroDetector(session);
        using var other = new SileroDetector(session);
        var together = new List<float>();
        for (var at = 0; at + 512 <= samples.Length; at += 512)
        {
            together.Add(one.Detect(samples.AsSpan(at, 512)));
            other.Detect(new float[512]);
        }

        Assert.Equal(Detect(samples), together);
    }

    private List<float> Detect(float[] samples)
    {
        using var detector = new SileroDetector(session);
        var found = new List<float>();
        for (var at = 0; at + 512 <= samples.Length; at += 512)
        {
            found.Add(detector.Detect(samples.AsSpan(at, 512)));
        }

        return found;
    }
}
