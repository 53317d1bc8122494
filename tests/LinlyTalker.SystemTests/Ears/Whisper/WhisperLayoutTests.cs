using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Whisper;
using LinlyTalker.Models.Onnx;
using static LinlyTalker.SystemTests.Ears.Whisper.WhisperFixture;

namespace LinlyTalker.SystemTests.Ears.Whisper;

/// <summary>Other layouts, made of the one model that is here.</summary>
public sealed class WhisperLayoutTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("linly-whisper-").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task A_multilingual_model_finds_the_language_out_and_refuses_one_it_lacks()
    {
        var encoder = OnnxReader.Read(WhisperFixture.File(Encoder));
        encoder.Metadata["is_multilingual"] = "1";
        encoder.Metadata["sot_sequence"] = "50257,50258,50358";
        encoder.Metadata["all_language_tokens"] = "50258,50259";
        encoder.Metadata["all_language_codes"] = "en,zh";
        var folder = await FolderAsync(home, new Dictionary<string, byte[]> { [Encoder] = OnnxWriter.ToBytes(encoder) });
        await using var whisper = WhisperRecogniser.Open(folder);
        Assert.True(whisper.Hears("zh-CN") && whisper.Hears("en") && whisper.Hears("") && !whisper.Hears("fr"));
        var sound = await ReadAsync("queue-thankyou");

        // The English model knows nothing of languages; that one of the two is found is all that it can show.
        var found = await whisper.RecogniseAsync(sound, new RecognitionRequest { Language = "" }, TestContext.Current.CancellationToken);
        Assert.Contains(found.Language, (string[])["", "en", "zh"]);
        var error = await Assert.ThrowsAsync<InputException>(() => whisper.RecogniseAsync(sound, new RecognitionRequest { Language = "fr" }, TestContext.Current.CancellationToken));
        Assert.Contains("'fr'", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task An_encoder_of_one_length_is_given_that_length()
    {
        var encoder = OnnxReader.Read(WhisperFixture.File(Encoder));
        var input = encoder.Graph.Inputs[0];
        encoder.Graph.Inputs[0] = input with { Shape = [input.Shape![0], input.Shape[1], new OnnxSide(3000)] };
        var folder = await FolderAsync(home, new Dictionary<string, byte[]> { [Encoder] = OnnxWriter.ToBytes(encoder) });
        await using var whisper = WhisperRecogniser.Open(folder);
        var heard = await whisper.RecogniseAsync(await ReadAsync("queue-thankyou"), new RecognitionRequest(), TestContext.Current.CancellationToken);
        Assert.Equal("thank you for your patience", Plain(heard.Text));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(0.002)]
    [InlineData(0.05)]
    public async Task Noise_is_nothing_or_little(double level)
    {
        await using var whisper = await OpenAsync(home);
        var random = new Random(6);
        float[] noise = [.. Enumerable.Range(0, 3 * SampleRate).Select(_ => (float)((random.NextDouble() - 0.5) * level))];
        var heard = await whisper.RecogniseAsync(noise, new RecognitionRequest(), TestContext.Current.CancellationToken);
        Assert.InRange(heard.Words.Count, 0, 3);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_same_sound_is_heard_the_same_twice()
    {
        // Noise over speech, so that temperatures are tried and tokens drawn.
        await using var whisper = await OpenAsync(home);
        var random = new Random(7);
        float[] sound = [.. (await ReadAsync("vm-tooshort")).Select(s => s + (float)((random.NextDouble() - 0.5) * 0.4))];
        var first = await whisper.RecogniseAsync(sound, new RecognitionRequest(), TestContext.Current.CancellationToken);
        var second = await whisper.RecogniseAsync(sound, new RecognitionRequest(), TestContext.Current.CancellationToken);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Words, second.Words);
    }
}
