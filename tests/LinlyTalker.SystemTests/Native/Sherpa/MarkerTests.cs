using System.Text;
using System.Text.Json;
using LinlyTalker.Native.Sherpa;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.SystemTests.Native.Sherpa;

/// <summary>The library itself says whether it finds each field of a struct where we put it; in a process of its own.</summary>
public class MarkerTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("OfflineRecognizerConfig", "Hr.DictDir")]
    [InlineData("OnlineRecognizerConfig", "ModelConfig.TokensBuf", "HotwordsBuf", "Hr.DictDir")]
    [InlineData(
        "KeywordSpotterConfig",
        "ModelConfig.ModelingUnit", "ModelConfig.BpeVocab", "ModelConfig.TokensBuf", "ModelConfig.TOneCtc.Model", "KeywordsBuf")]
    [InlineData("OfflineTtsConfig", "Model.Vits.DictDir", "Model.Matcha.DictDir", "Model.Kokoro.DictDir")]
    [InlineData("OfflineSpeechDenoiserConfig")]
    [InlineData("SpeakerEmbeddingExtractorConfig")]
    [InlineData("OfflineSpeakerDiarizationConfig")]
    [InlineData("OfflinePunctuationConfig")]
    public async Task The_library_reads_every_field_where_it_was_written(string name, params string[] neverPrinted)
    {
        Repository.Npm("sherpa-onnx-linux-x64", "libsherpa-onnx-c-api.so");
        await using var worker = new WorkerClient(new WorkerOptions { Service = SherpaMethods.LayoutService });
        var marked = MarkedFields.Of(name);
        var argument = JsonSerializer.SerializeToUtf8Bytes(marked.Config, SherpaJson.Default.MarkedConfig);
        var answer = await worker.AskAsync(SherpaMethods.Print, argument, TestContext.Current.CancellationToken);
        var printed = Encoding.UTF8.GetString(answer.Span);

        // The fields around those that are never printed pin their places.
        var missing = marked.Fields.Where(field => !printed.Contains(field.Printed, StringComparison.Ordinal)).Select(field => field.Path);
        Assert.Equal(neverPrinted, missing);
    }
}
