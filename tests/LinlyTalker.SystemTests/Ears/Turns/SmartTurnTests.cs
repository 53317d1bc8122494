using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.Turns;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.SystemTests.Ears.Turns;

public sealed class SmartTurnTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory().FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public void Eight_clips_are_seen_as_the_reference_sees_them()
    {
        foreach (var clip in SmartTurnFixture.Clips())
        {
            var features = SmartTurnInput.Of(SmartTurnFixture.Samples(clip));
            Assert.Equal(80 * 800, features.Length);
            Assert.Equal(clip["sum"]!.GetValue<double>(), features.Sum(f => (double)f), 1.0);
            Assert.Equal(clip["min"]!.GetValue<float>(), features.Min(), 1e-4f);
            Assert.Equal(clip["max"]!.GetValue<float>(), features.Max(), 1e-4f);
            foreach (var (frame, values) in clip["frames"]!.AsObject())
            {
                var at = int.Parse(frame, System.Globalization.CultureInfo.InvariantCulture);
                var column = Enumerable.Range(0, 80).Select(mel => features[(mel * 800) + at]);
                Assert.All(column.Zip(values!.AsArray()), pair => Assert.Equal(pair.Second!.GetValue<float>(), pair.First, 1e-3f));
            }

            if (clip["features"] is { } whole)
            {
                var expected = SmartTurnFixture.Floats(whole.GetValue<string>());
                Assert.All(features.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-3f));
            }
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Eight_clips_are_judged_as_the_reference_judges_them()
    {
        using var detector = await SmartTurnFixture.OpenAsync(home, Token);
        foreach (var clip in SmartTurnFixture.Clips())
        {
            var completion = await detector.CompletionAsync(SmartTurnFixture.Samples(clip), Token);
            Assert.Equal(clip["probability"]!.GetValue<float>(), completion, 0.02f);
        }
    }

    [Fact]
    public void Only_the_last_eight_seconds_count()
    {
        var clips = SmartTurnFixture.Clips().ToDictionary(c => c["file"]!.GetValue<string>());
        Assert.Equal(
            SmartTurnInput.Of(SmartTurnFixture.Samples(clips["eight-seconds.wav"])),
            SmartTurnInput.Of(SmartTurnFixture.Samples(clips["long.wav"])));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_call_that_is_cancelled_answers_nothing()
    {
        using var detector = await SmartTurnFixture.OpenAsync(home, Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => detector.CompletionAsync(new float[16000], new CancellationToken(canceled: true)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_network_is_refused_in_words()
    {
        var silero = TestModels.Open("silero-vad");
        await Task.Yield();
        var error = Assert.Throws<ModelFormatException>(() => new SmartTurnDetector(silero));
        Assert.Contains("is no Smart Turn network", error.Message, StringComparison.Ordinal);
    }
}
