using LinlyTalker.Bench.Voice;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Signal;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.SystemTests.Voice;

public class LevelsTests
{
    [Theory(Timeout = 120000)]
    [InlineData("gcin", "zh")]
    [InlineData("slt")]
    [InlineData("rms")]
    [InlineData("espeak-en-us")]
    public async Task Twenty_sentences_are_at_minus_18_LUFS_and_none_clips(string voice, string language = "en")
    {
        await using var espeak = new EspeakEngine();
        ISpeechEngine chosen = language == "zh" ? Mandarin.Engine() : new FliteEngine();
        var router = new VoiceRouter([chosen, espeak]);
        var voices = await router.VoicesAsync(TestContext.Current.CancellationToken);
        if (!voices.Any(v => v.Name == voice))
        {
            Assert.Skip($"the voice {voice} is missing: apt-get install libflite1 libespeak-ng1 espeak-ng-data");
        }

        var sentences = TwentySentences.In(language);
        var all = new List<float>();
        var each = new Dictionary<int, List<float>>();
        var rate = 0;
        await foreach (var chunk in router.SpeakAsync(
            sentences.ToAsyncEnumerable(), new SpeakOptions { Voice = voice }, TestContext.Current.CancellationToken))
        {
            rate = chunk.Audio.SampleRate;
            all.AddRange(chunk.Audio.Samples.Span);
            each.TryAdd(chunk.Sentence.Index, []);
            each[chunk.Sentence.Index].AddRange(chunk.Audio.Samples.Span);
        }

        Assert.InRange(LoudnessMeter.Measure([.. all], rate), -19, -17);
        Assert.Equal(20, each.Count);
        Assert.All(each, s => Assert.InRange(LoudnessMeter.Measure([.. s.Value], rate), -20.5, -15.5));
        Assert.InRange(all.Max(Math.Abs), 0.1f, 0.8914f);
    }
}
