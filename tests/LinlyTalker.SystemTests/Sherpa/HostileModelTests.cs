using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Sherpa;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Onnx;
using LinlyTalker.Native.Sherpa;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>Bad models: one clear error each, found before the library where they can be, and the next call works.</summary>
public sealed class HostileModelTests : IDisposable
{
    private const int Patience = 120_000;

    private readonly SherpaFolders folders = new();
    private readonly byte[] good = TinyRecognisers.ZipformerCtc();
    private readonly byte[] symbols = TinyRecognisers.Symbols("<blk>", "▁a", "▁b", "▁c", "▁d", "▁e");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folders.Dispose();

    [Theory]
    [InlineData(0.99)]
    [InlineData(0.5)]
    [InlineData(0.01)]
    public void A_network_that_is_cut_off_is_refused_by_its_bytes(double kept)
    {
        var error = Refused(good[..(int)(good.Length * kept)], symbols);
        Assert.Contains("is not a whole ONNX model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Garbage_an_empty_file_and_a_page_of_an_error_are_refused()
    {
        var noise = new byte[5000];
        new Random(7).NextBytes(noise);
        Assert.Contains("not a whole ONNX model", Refused(noise, symbols).Message, StringComparison.Ordinal);
        Assert.Contains("is empty", Refused([], symbols).Message, StringComparison.Ordinal);
        Assert.Contains("not a whole ONNX model", Refused("<html>404</html>"u8.ToArray(), symbols).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_of_another_family_is_refused_by_what_it_says_of_itself()
    {
        var error = Refused(TinyListeners.Gtcrn(), symbols);
        Assert.Contains("not the model of a zipformer-ctc model", error.Message, StringComparison.Ordinal);
        Assert.Contains("gtcrn", error.Message, StringComparison.Ordinal);

        var bare = OnnxReader.Read(good);
        bare.Metadata.Clear();
        Assert.Contains("have no 'model_type'", Refused(OnnxWriter.ToBytes(bare), symbols).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no numbers here\n", "line 1")]
    [InlineData("a 0\na 1\n", "twice")]
    [InlineData("a b 0\n", "line 1")]
    public void A_list_of_symbols_that_the_library_would_end_over_is_refused(string text, string why) =>
        Assert.Contains(why, Refused(good, System.Text.Encoding.UTF8.GetBytes(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_voice_is_no_recogniser()
    {
        var voice = folders.Write("vits", "voice", ("model", "v.onnx", TinyVoices.Vits()), ("tokens", "tokens.txt", TinyVoices.Letters()));
        var error = Assert.Throws<ModelFormatException>(() => SherpaRecogniser.Open(voice));
        Assert.Contains("'vits'", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task What_only_the_library_finds_costs_its_process_and_a_good_model_works_in_the_next()
    {
        // Whole, of the right family, with a node that no runtime knows.
        var graph = new GraphBuilder();
        graph.Node("NoSuchOperator", "log_probs", ["x"]);
        graph.Node("Identity", "log_probs_lens", ["x_lens"]);
        var bad = TinyRecognisers.Bytes(
            graph.ToModel(
                [OnnxValueInfo.Float32("x", "N", "T", 80), OnnxValueInfo.Int64("x_lens", "N")],
                [OnnxValueInfo.Float32("log_probs", "N", "T", 6), OnnxValueInfo.Int64("log_probs_lens", "N")]),
            ("model_type", "zipformer2_ctc"));
        var folder = Folder(bad, symbols);
        await using var recogniser = SherpaRecogniser.Open(folder);
        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<WorkerDiedException>(() => HearAsync(recogniser));
            Assert.Contains(folder.Name, error.Message, StringComparison.Ordinal);
            Assert.Contains("SIGABRT", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }

        // The same recogniser, when the file has been mended.
        File.WriteAllBytes(folder.PathOf("model.onnx"), good);
        Assert.Equal("b", (await HearAsync(recogniser)).Text);
    }

    [Fact(Timeout = Patience)]
    public async Task A_file_that_goes_bad_while_it_runs_is_found_when_the_process_has_to_start_again()
    {
        var folder = Folder(good, symbols);
        await using var recogniser = SherpaRecogniser.Open(folder);
        Assert.Equal("b", (await HearAsync(recogniser)).Text);

        var file = folder.PathOf("model.onnx");
        File.WriteAllText(file, "no network any more");
        Assert.Equal("b", (await HearAsync(recogniser)).Text);
        using var process = System.Diagnostics.Process.GetProcessById(recogniser.ProcessId!.Value);
        process.Kill();
        await process.WaitForExitAsync(Token);
        await Assert.ThrowsAsync<ModelFormatException>(() => HearAsync(recogniser));

        File.WriteAllBytes(file, good);
        Assert.Equal("b", (await HearAsync(recogniser)).Text);
    }

    [Fact(Timeout = Patience)]
    public async Task The_worker_itself_refuses_a_family_it_does_not_know()
    {
        await using var worker = new WorkerClient(new WorkerOptions { Service = SherpaMethods.Service });
        var argument = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
            new SherpaModel("crystal-ball", new Dictionary<string, string>()), SherpaJson.Default.SherpaModel);
        var error = await Assert.ThrowsAsync<InputException>(() => worker.AskAsync(SherpaMethods.Prepare, argument, Token));
        Assert.Contains("crystal-ball", error.Message, StringComparison.Ordinal);
    }

    private static Task<Transcript> HearAsync(SherpaRecogniser recogniser) =>
        recogniser.RecogniseAsync(Tones.Of(0.4, -1, 1, -1), new RecognitionRequest(), Token);

    private LinlyException Refused(byte[] network, byte[] tokens) =>
        Assert.Throws<ModelFormatException>(() => SherpaRecogniser.Open(Folder(network, tokens)));

    private ModelFolder Folder(byte[] network, byte[] tokens) =>
        folders.Write("zipformer-ctc", "recogniser", ("model", "model.onnx", network), ("tokens", "tokens.txt", tokens));
}
