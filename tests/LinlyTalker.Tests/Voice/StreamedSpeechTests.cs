using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Tests.Voice;

/// <summary>Engines whose sentences come by pieces.</summary>
public class StreamedSpeechTests
{
    private const string Text = "One two three, four five six seven 八 九 ten eleven.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(16000, 100)]
    [InlineData(16000, 2560)]
    [InlineData(22050, 2560)]
    [InlineData(48000, 7777)]
    public async Task Pieces_of_any_size_and_rate_sound_like_the_whole(int chineseRate, int pieceSamples)
    {
        ISpeechEngine[] whole = [new ScriptedEngine("en", 16000) { Level = 2 }, new ScriptedEngine("zh", chineseRate)];
        ISpeechEngine[] pieces = [.. whole.Select(e => new PiecewiseEngine(e, pieceSamples))];
        var expected = await SpeakAsync(whole);
        var streamed = await SpeakAsync(pieces);

        Assert.Equal(Samples(expected), Samples(streamed));
        Assert.Equal(expected.SelectMany(c => c.Words), streamed.SelectMany(c => c.Words));
        Assert.Equal(Text, string.Concat(streamed.Select(c => c.Text)));
        Assert.Equal(expected[^1].Phonemes, streamed[^1].Phonemes);
        Assert.Same(streamed[^1], Assert.Single(streamed, c => c.IsLast));
        var position = 0L;
        foreach (var chunk in streamed)
        {
            Assert.Equal(position, chunk.Audio.Position);
            position += chunk.Audio.Samples.Length;
        }
    }

    [Fact]
    public async Task The_first_chunk_leaves_when_the_first_piece_is_made_and_knows_the_whole_sentence()
    {
        var engine = new PiecewiseEngine(new ScriptedEngine("en", 16000), 2560);
        await foreach (var chunk in new VoiceRouter([engine]).SpeakAsync(Sentence("One two three four five."), new SpeakOptions(), Token))
        {
            Assert.Equal(2560, engine.Left);
            Assert.InRange(chunk.Audio.Samples.Length, 1000, 2560);
            Assert.Equal(5, chunk.Phonemes.Count(p => p.Ipa.Length > 0));
            Assert.False(chunk.IsLast);
            break;
        }
    }

    [Fact]
    public async Task Crumbs_are_gathered_into_chunks()
    {
        var engine = new PiecewiseEngine(new ScriptedEngine("en", 16000), 50);
        var chunks = new List<SpeechChunk>();
        await foreach (var chunk in new VoiceRouter([engine]).SpeakAsync(Sentence("One two three."), new SpeakOptions(), Token))
        {
            chunks.Add(chunk);
        }

        Assert.All(chunks.SkipLast(1), c => Assert.InRange(c.Audio.Samples.Length, 960, 1100));
    }

    [Fact]
    public async Task An_engine_that_stops_short_leaves_silence_and_no_hole()
    {
        var engine = new ShortEngine();
        var chunks = new List<SpeechChunk>();
        await foreach (var chunk in new VoiceRouter([engine]).SpeakAsync(Sentence("One."), new SpeakOptions(), Token))
        {
            chunks.Add(chunk);
        }

        Assert.True(chunks[^1].IsLast);
        Assert.Equal(chunks[^1].Phonemes[^1].Span.End, chunks[^1].Audio.Span.End);
    }

    private sealed class ShortEngine : IStreamingSpeechEngine
    {
        private static readonly VoiceInfo Voice = new() { Name = "short", Language = "en", Engine = "scripted" };

        public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default) =>
            Task.FromResult<IReadOnlyList<VoiceInfo>>([Voice]);

        public async Task<SaidSentence> SayAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default) =>
            await (await StartAsync(text, voice, rate, cancellation)).JoinAsync(cancellation);

        public Task<SaidStream> StartAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default)
        {
            ReadOnlyMemory<float> piece = new float[4000];
            return Task.FromResult(new SaidStream(
                16000, 16000, [new("a", new SampleSpan(0, 16000))], [], new[] { piece }.ToAsyncEnumerable()));
        }
    }

    private static async Task<List<SpeechChunk>> SpeakAsync(ISpeechEngine[] engines)
    {
        var chunks = new List<SpeechChunk>();
        await foreach (var chunk in new VoiceRouter(engines).SpeakAsync(Sentence(Text), new SpeakOptions(), Token))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }

    private static float[] Samples(List<SpeechChunk> chunks) => [.. chunks.SelectMany(c => c.Audio.Samples.ToArray())];

    private static IAsyncEnumerable<Sentence> Sentence(string text) =>
        new[] { new Sentence { Index = 0, Text = text, Spoken = text, Language = "en" } }.ToAsyncEnumerable();
}
