using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Signal;
using LinlyTalker.Language.Phonemes;
using LinlyTalker.Models.Folders;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Piper;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.SystemTests.Voice.Piper;

public sealed class PiperEngineTests : IAsyncLifetime
{
    private readonly string home = Directory.CreateTempSubdirectory("linly-piper-").FullName;
    private readonly EspeakEngine espeak = new();
    private readonly List<string> notes = [];
    private PiperEngine? engine;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var folder = await PiperGoldens.LinkedAsync(home, Token);
        engine = Engine(folder);
        if ((await espeak.VoicesAsync(Token)).Count == 0)
        {
            Assert.Skip("espeak-ng is missing: apt-get install libespeak-ng1 espeak-ng-data");
        }
    }

    public async ValueTask DisposeAsync()
    {
        engine?.Dispose();
        await espeak.DisposeAsync();
        Directory.Delete(home, recursive: true);
    }

    [Fact(Timeout = 120000)]
    public async Task Words_and_sounds_have_their_times_through_normalisation()
    {
        const string Text = "Dr. Smith paid $12.50 for the apples, because of the map… Really?";
        var said = await SayAsync(Text);
        Assert.Equal(
            "Dr.|Smith|paid|$12.50|for|the|apples|because|of|the|map|Really".Split('|'), said.Words.Select(w => w.Range.Of(Text)));
        Assert.All(said.Words, w => Assert.InRange(w.Span.Length, 800, 22050 * 2));
        Assert.All(said.Words.Zip(said.Words.Skip(1)), p => Assert.True(p.First.Span.End <= p.Second.Span.Start));
        Assert.Equal(0, said.Phonemes[0].Span.Start);
        Assert.Equal(said.Samples.Length, said.Phonemes[^1].Span.End);
        Assert.All(said.Phonemes.Zip(said.Phonemes.Skip(1)), p => Assert.Equal(p.First.Span.End, p.Second.Span.Start));
        Assert.All(said.Phonemes, p => Assert.NotNull(PhonemeInventory.Find(p.Ipa)));
        Assert.Equal(1, said.Phonemes.Single(p => p.Ipa == "æ" && Within(p, said.Words[6])).Stress);
        Assert.Empty(notes);
    }

    [Fact(Timeout = 120000)]
    public async Task Lips_close_where_the_sound_is_quiet()
    {
        var said = await SayAsync("map papa bob");
        var loud = Power(said, new(0, said.Samples.Length));
        var closures = said.Phonemes.Where(p => p.Ipa is "p" or "b").ToList();
        Assert.Equal(5, closures.Count);
        foreach (var closure in closures)
        {
            var middle = (closure.Span.Start + closure.Span.End) / 2;
            Assert.True(Power(said, new(middle - 220, middle + 220)) < loud / 4, $"{closure} is loud");
        }
    }

    [Fact(Timeout = 120000)]
    public async Task The_first_chunk_leaves_long_before_the_last_and_the_level_is_even()
    {
        var router = new VoiceRouter([engine!]);
        var sentences = new[] { "I will answer your question as soon as I have found the right page today.", "Good morning! How are you?" }
            .Select((t, i) => new Sentence { Index = i, Text = t, Spoken = t, Language = "en" }).ToList();
        var chunks = new List<SpeechChunk>();
        await foreach (var chunk in router.SpeakAsync(sentences.ToAsyncEnumerable(), new SpeakOptions { Voice = "piper:joe" }, Token))
        {
            chunks.Add(chunk);
        }

        Assert.InRange(chunks[0].Audio.Duration.TotalMilliseconds, 60, 130);
        Assert.Equal([0, 1], chunks.Where(c => c.IsLast).Select(c => c.Sentence.Index));
        Assert.Equal(sentences.Select(s => s.Spoken), chunks.GroupBy(c => c.Sentence.Index).Select(g => string.Concat(g.Select(c => c.Text))));
        var meter = new LoudnessMeter(chunks[0].Audio.SampleRate);
        chunks.ForEach(c => meter.Add(c.Audio.Samples.Span));
        Assert.InRange(meter.Integrated, -20.5, -15.5);
        Assert.InRange(meter.Peak, 0.1, 0.8914);
    }

    [Fact(Timeout = 120000)]
    public async Task A_reply_is_said_in_the_same_way_again_and_slower_where_asked()
    {
        var first = await SayAsync("Hello there, how are you today?");
        Assert.Equal(first.Samples, (await SayAsync("Hello there, how are you today?")).Samples);
        var slow = await SayAsync("Hello there, how are you today?", 0.5f);
        Assert.InRange((double)slow.Samples.Length / first.Samples.Length, 1.7, 2.2);
    }

    [Fact(Timeout = 120000)]
    public async Task A_speaker_that_the_voice_has_not_is_not_found()
    {
        Assert.Equal("piper:joe", (await engine!.FindAsync("PIPER:Joe#0", Token))!.Name);
        Assert.Null(await engine.FindAsync("piper:joe#1", Token));
        Assert.Null(await engine.FindAsync("piper:jane", Token));
        Assert.Null(await engine.FindAsync("joe", Token));
        Assert.Equal("en-US", Assert.Single(await engine.VoicesAsync(Token)).Language);
    }

    [Fact(Timeout = 120000)]
    public async Task Text_that_is_no_text_is_passed_over_and_odd_text_is_said()
    {
        Assert.Empty((await SayAsync("…")).Samples);
        Assert.Empty((await SayAsync("\uD83D 😀 \0")).Samples);
        Assert.NotEmpty((await SayAsync("a\0b [[hˈaɪ]] 你好 Ünïcödé <b>\u202e ((((((")).Samples);
        Assert.NotEmpty((await SayAsync(string.Concat(Enumerable.Repeat("supercalifragilistic", 20)))).Samples);
    }

    [Fact(Timeout = 120000)]
    public async Task A_model_that_is_cut_off_is_told_in_a_sentence_when_it_is_to_speak()
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, "broken")).FullName;
        File.Copy(PiperGoldens.Config(), Path.Combine(folder, "v.onnx.json"));
        await using (var model = File.OpenRead(PiperGoldens.Model()))
        {
            var half = new byte[1_000_000];
            await model.ReadExactlyAsync(half, Token);
            await File.WriteAllBytesAsync(Path.Combine(folder, "v.onnx"), half, Token);
        }

        var description = new ModelDescription { Kind = "voice", Family = "piper", Version = "1", Licence = "MIT", Files = [] };
        using var broken = Engine(await ModelFolderWriter.WriteAsync(folder, description, ["v.onnx", "v.onnx.json"], Token));
        var voice = Assert.Single(await broken.VoicesAsync(Token));
        var fault = await Assert.ThrowsAnyAsync<LinlyException>(() => broken.SayAsync("Hello.", voice, 1, Token));
        Assert.Contains("v.onnx", fault.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120000)]
    public async Task Cancelling_ends_a_sentence_in_the_middle()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var voice = (await engine!.VoicesAsync(Token))[0];
        var stream = await engine.StartAsync("This is a long sentence that nobody wants to hear until its end, so it stops.", voice, 1, source.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var piece in stream.Samples)
            {
                await source.CancelAsync();
            }
        });
    }

    private PiperEngine Engine(ModelFolder folder) => new(() => [folder], espeak, new() { Noted = notes.Add });

    private async Task<SaidSentence> SayAsync(string text, float rate = 1) =>
        await engine!.SayAsync(text, (await engine.VoicesAsync(Token))[0], rate, Token);

    private static bool Within(PhonemeSpan phoneme, WordSpan word) =>
        phoneme.Span.Start >= word.Span.Start && phoneme.Span.End <= word.Span.End;

    private static double Power(SaidSentence said, SampleSpan span) =>
        said.Samples.Skip((int)span.Start).Take((int)span.Length).Average(s => (double)s * s);
}
