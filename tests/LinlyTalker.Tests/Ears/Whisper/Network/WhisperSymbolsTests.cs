using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.Whisper;
using LinlyTalker.Ears.Whisper.Network;

namespace LinlyTalker.Tests.Ears.Whisper.Network;

public class WhisperSymbolsTests
{
    [Fact]
    public void A_language_and_a_task_take_their_places_in_the_start()
    {
        var symbols = SmallSymbols.Make();
        Assert.Equal([11, 13, 15], symbols.StartFor("zh", translate: false));
        Assert.Equal([11, 12, 14], symbols.StartFor("en", translate: true));
        Assert.Equal(20, symbols.FirstTimestamp);
    }

    [Fact]
    public void An_English_model_has_one_start()
    {
        var metadata = SmallSymbols.Metadata();
        (metadata["is_multilingual"], metadata["sot_sequence"]) = ("0", "11");
        var symbols = WhisperSymbols.Read(metadata, "encoder.onnx");
        Assert.Empty(symbols.Languages);
        Assert.Equal([11], symbols.StartFor("en", translate: false));
    }

    [Theory]
    [InlineData("eot", null, "'eot'")]
    [InlineData("eot", "300", "'eot'")]
    [InlineData("n_mels", "many", "'n_mels'")]
    [InlineData("non_speech_tokens", "1,2,-1", "'non_speech_tokens'")]
    [InlineData("no_timestamps", "4", "contradict")]
    [InlineData("sot_sequence", "11", "contradict")]
    public void Metadata_that_cannot_be_is_told_by_its_key(string key, string? value, string told)
    {
        var metadata = SmallSymbols.Metadata();
        metadata.Remove(key);
        if (value is not null)
        {
            metadata[key] = value;
        }

        var error = Assert.Throws<ModelFormatException>(() => WhisperSymbols.Read(metadata, "encoder.onnx"));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Contains("encoder.onnx", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_likeliest_language_is_spoken()
    {
        var logits = new float[300];
        (logits[3], logits[12], logits[13]) = (9, 1, 2);
        Assert.Equal("zh", SpokenLanguage.Likeliest(logits, SmallSymbols.Make().Languages));
    }
}
