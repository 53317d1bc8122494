using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Sherpa;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>The whole way of each family, from sound to words, with networks whose answers are known.</summary>
public sealed class TinyRecogniserTests : IDisposable
{
    private const int Patience = 120_000;

    private readonly SherpaFolders folders = new();

    private static byte[] Letters => TinyRecognisers.Symbols("<blk>", "▁LO", "W", "▁MI", "▁HI", "GH");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folders.Dispose();

    [Fact(Timeout = Patience)]
    public async Task Zipformer_ctc_hears_words_of_pieces_with_their_times()
    {
        var model = folders.Write(
            "zipformer-ctc", "recogniser", ("model", "ctc.onnx", TinyRecognisers.ZipformerCtc()),
            ("tokens", "tokens.txt", Letters));
        var heard = await HearAsync(model, Tones.Of(0.5, -1, 0, 1, -1, 3, 4, -1));

        Assert.Equal("LOW HIGH", heard.Text);
        Assert.Equal(["LOW", "HIGH"], heard.Words.Select(w => w.Text));
        // The real networks give one frame for four, and so are the times counted.
        Assert.InRange(heard.Words[0].Span.Start, 4 * 7000, 4 * 9500);
        Assert.Equal("en", heard.Language);
    }

    [Fact(Timeout = Patience)]
    public async Task SenseVoice_hears_chinese_and_tells_the_emotion_and_what_else_sounds()
    {
        var symbols = TinyRecognisers.Symbols("<unk>", "我", "你", "好", "再", "见", "<|zh|>", "<|HAPPY|>", "<|Laughter|>", "<|withitn|>");
        var model = folders.Write(
            "sense-voice", "recogniser", ("model", "model.onnx", TinyRecognisers.SenseVoice(10, 6, 7, 8, 9)), ("tokens", "tokens.txt", symbols));
        var heard = await HearAsync(model, Tones.Of(0.6, -1, 1, 2, -1), "");

        Assert.Equal("你好", heard.Text);
        Assert.Equal("zh", heard.Language);
        Assert.Equal("happy", heard.Emotion);
        Assert.Equal("laughter", heard.Event);
        Assert.Equal(["你", "好"], heard.Words.Select(w => w.Text));
        Assert.InRange(heard.Words[0].Span.Start, 8000, 11000);
        Assert.InRange(heard.Words[1].Span.Start, 17500, 21000);
    }

    [Fact(Timeout = Patience)]
    public async Task Paraformer_hears_chinese_beside_words_in_pieces()
    {
        var symbols = TinyRecognisers.Symbols("</s>", "你", "好", "hel@@", "lo", "啊");
        var model = folders.Write("paraformer", "recogniser", ("model", "model.onnx", TinyRecognisers.Paraformer(6)), ("tokens", "tokens.txt", symbols));
        var heard = await HearAsync(model, Tones.Of(0.1, 0, 1, 2, 3), "zh");

        Assert.StartsWith("你", heard.Text, StringComparison.Ordinal);
        Assert.Contains("hel", heard.Text, StringComparison.Ordinal);
        Assert.Equal("zh", heard.Language);
        Assert.Equal(heard.Text.Replace(" ", "", StringComparison.Ordinal), string.Concat(heard.Words.Select(w => w.Text)));
        Assert.All(heard.Words.Zip(heard.Words.Skip(1)), pair => Assert.True(pair.First.Span.Start <= pair.Second.Span.Start));
    }

    [Fact(Timeout = Patience)]
    public async Task A_streaming_network_hears_the_whole_of_a_stretch_too()
    {
        var model = folders.Write(
            "streaming-ctc", "recogniser", ("model", "model.onnx", TinyRecognisers.StreamingCtc()),
            ("tokens", "tokens.txt", TinyRecognisers.Symbols("▁one", "▁two", "▁three", "▁four", "▁five", "<blk>")));
        var heard = await HearAsync(model, Tones.Of(0.6, -1, 0, 2, 4, -1));

        Assert.Equal("one three five", heard.Text);
        Assert.Equal(3, heard.Words.Count);
    }

    [Theory(Timeout = Patience)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transducer_of_three_networks_hears_words_and_how_sure_it_is(bool streams)
    {
        var model = streams ? TinyTransducers.Streaming(folders, Letters, "streaming-zipformer") : TinyTransducers.Offline(folders, Letters);
        var heard = await HearAsync(model, Tones.Of(0.5, -1, 0, 1, -1, 3, 4, -1));

        Assert.Equal("LOW HIGH", heard.Text);
        Assert.Equal(["LOW", "HIGH"], heard.Words.Select(w => w.Text));
        Assert.InRange(heard.Confidence, 0.5f, 1);
    }

    [Fact(Timeout = Patience)]
    public async Task Moonshine_and_FireRed_write_token_after_token_and_their_words_lie_in_order()
    {
        foreach (var model in (ModelFolder[])[TinyDecoders.Moonshine(folders), TinyDecoders.FireRed(folders)])
        {
            var sound = Tones.Of(1, 1, 2);
            var heard = await HearAsync(model, sound);
            Assert.Equal("hello world", heard.Text);

            // They tell no times: the words share the sound.
            Assert.Equal(["hello", "world"], heard.Words.Select(w => w.Text));
            Assert.Equal(sound.Length, heard.Words[1].Span.End);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_keyword_is_spotted_as_soon_as_it_is_said_and_other_words_are_not()
    {
        await using var spotter = KeywordSpotter.Open(TinyTransducers.Streaming(folders, Letters, "keyword-spotter"), ["▁LO W @low"]);
        var spotted = await spotter.SpotAsync(Pieces(Tones.Of(0.5, -1, 3, 4, -1, 0, 1, -1, -1, 2, -1)), Token).ToListAsync(Token);
        Assert.Equal(["low"], spotted);
    }

    [Fact(Timeout = Patience)]
    public async Task Who_spoke_when_is_told_by_segments_and_voices()
    {
        var model = folders.Write(
            "pyannote", "diarisation", ("segmentation", "segmentation.onnx", TinyListeners.Pyannote()),
            ("embedding", "embedding.onnx", TinyRecognisers.SpeakerEmbedding()));
        await using var diariser = Diariser.Open(model, speakers: 2);
        var turns = await diariser.DiariseAsync(Tones.Of(1.5, -1, 0, -1, 4, -1), Token);

        Assert.Equal(2, turns.Count);
        Assert.NotEqual(turns[0].Speaker, turns[1].Speaker);
        Assert.InRange(turns[0].Span.Start, 16000 * 1.3, 16000 * 1.7);
        Assert.InRange(turns[1].Span.Start, 16000 * 4.3, 16000 * 4.7);
        Assert.Empty(await diariser.DiariseAsync(default, Token));
    }

    [Fact(Timeout = Patience)]
    public async Task Punctuation_is_put_into_plain_words()
    {
        await using var punctuator = Punctuator.Open(folders.Write("ct-punctuation", "punctuation", ("ct-transformer", "model.onnx", TinyListeners.Punctuation())));
        Assert.Equal("你好，我在吗？", await punctuator.PunctuateAsync("你好我在吗", Token));
        Assert.Equal("", await punctuator.PunctuateAsync("", Token));
    }

    [Fact(Timeout = Patience)]
    public async Task Voices_are_told_apart_by_their_embeddings()
    {
        var model = folders.Write("speaker-embedding", "speaker-embedding", ("model", "model.onnx", TinyRecognisers.SpeakerEmbedding()));
        await using var embedding = SpeakerEmbedding.Open(model);
        var low = await embedding.EmbedAsync(Tones.Of(2, 0), Token);
        var high = await embedding.EmbedAsync(Tones.Of(2, 4), Token);
        var lowAgain = await embedding.EmbedAsync(Tones.Of(1.5, 0), Token);

        Assert.Equal(80, low.Length);
        Assert.True(SpeakerEmbedding.Similarity(low, lowAgain) > SpeakerEmbedding.Similarity(low, high) + 0.01f);
    }

    [Theory(Timeout = Patience)]
    [InlineData("gtcrn", 0)]
    [InlineData("dpdfnet", 640)] // The library takes the real network's delay of two windows off.
    public async Task A_denoiser_that_changes_nothing_gives_the_sound_back_to_its_end(string family, int ahead)
    {
        var network = family == "gtcrn" ? TinyListeners.Gtcrn() : TinyListeners.DpdfNet();
        await using var denoiser = SherpaDenoiser.Open(folders.Write(family, "denoiser", ("model", "model.onnx", network)));
        var sound = Tones.Of(0.7, 1, 3);
        var clean = await denoiser.CleanAsync(sound, Token);

        Assert.Equal(sound.Length, clean.Length);
        Assert.All(Enumerable.Range(1000, sound.Length - 1000 - ahead), i => Assert.Equal(sound[i + ahead], clean[i], 1e-4f));
    }

    private static async Task<Transcript> HearAsync(ModelFolder model, float[] sound, string language = "en")
    {
        await using var recogniser = SherpaRecogniser.Open(model);
        return await recogniser.RecogniseAsync(sound, new RecognitionRequest { Language = language }, Token);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<float>> Pieces(float[] sound)
    {
        foreach (var piece in sound.Chunk(3200))
        {
            yield return piece;
            await Task.Yield();
        }
    }
}
