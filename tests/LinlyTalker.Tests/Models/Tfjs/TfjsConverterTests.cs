using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Onnx;
using LinlyTalker.Models.Tfjs;

namespace LinlyTalker.Tests.Models.Tfjs;

public class TfjsConverterTests
{
    [Fact]
    public void A_graph_is_put_in_order_with_channels_first_inside()
    {
        var model = Convert(TfjsSamples.Graph);

        Assert.Equal(
            ["Transpose", "Conv", "Relu", "Transpose", "Reshape", "Identity"],
            model.Graph.Nodes.Select(node => node.Operator));
        Assert.Equal([1, 4, 5, 1], Assert.Single(model.Graph.Inputs).Shape!.Select(side => side.Size));
        var output = Assert.Single(model.Graph.Outputs);
        Assert.Equal("Identity", output.Name);
        Assert.Equal([1, 12], output.Shape!.Select(side => side.Size));
    }

    /// <summary>4 rows in steps of two need one row of padding, at the end; 5 columns need one on both sides.</summary>
    [Fact]
    public void The_odd_pixel_of_padding_lies_at_the_end()
    {
        var convolution = Convert(TfjsSamples.Graph).Graph.Nodes[1];

        Assert.Equal(new long[] { 0, 1, 1, 1 }, convolution.Attributes.Single(attribute => attribute.Name == "pads").Value);
    }

    [Fact]
    public void Quantised_weights_are_widened_and_kernels_turned()
    {
        var weights = Convert(TfjsSamples.Graph).Graph.Initializers.ToDictionary(tensor => tensor.Name);

        var kernel = weights["kernel/kernel"];
        Assert.Equal([2, 1, 3, 3], kernel.Shape);
        Assert.Equal(
            [.. Enumerable.Range(0, 9).Select(i => (0.5f * (2 * i)) - 1), .. Enumerable.Range(0, 9).Select(i => (0.5f * ((2 * i) + 1)) - 1)],
            kernel.Float32s());
        Assert.Equal([0.5f, -2f], weights["bias/bias"].Float32s());
    }

    [Fact]
    public void A_layers_model_takes_pictures_of_any_size()
    {
        var model = Convert(TfjsSamples.Layers);

        Assert.Equal(["Transpose", "Conv", "Relu", "Resize", "Transpose"], model.Graph.Nodes.Select(node => node.Operator));
        Assert.Equal([1, -1, -1, 1], Assert.Single(model.Graph.Inputs).Shape!.Select(side => side.Size));
        Assert.Equal("SR", Assert.Single(model.Graph.Outputs).Name);
    }

    [Theory]
    [InlineData("\"op\": \"Reshape\"", "\"op\": \"Elu\"", "is a Elu, which is not supported")]
    [InlineData("\"input\": [\"row\"]", "\"input\": [\"nobody\"]", "uses 'nobody', which does not exist")]
    [InlineData("\"input\": [\"conv\", \"shape\"]", "\"input\": [\"Identity\", \"shape\"]", "runs in a circle")]
    [InlineData("[3, 3, 1, 2]", "[3, 3, 1, 2000000000]", "needs more bytes")]
    [InlineData("[3, 3, 1, 2]", "[3, 3, 1, 1]", "more than the manifest names")]
    [InlineData("\"dtype\": \"int32\"", "\"dtype\": \"string\"", "stored as 'string'")]
    [InlineData("U0FNRQ==", "RVhQTElDSVQ=", "Padding 'EXPLICIT'")]
    [InlineData("\"signature\"", "\"nothing\"", "does not name its outputs")]
    [InlineData("\"size\": \"5\"", "\"size\": \"-1\"", "the sides (batch, height, width, channels)")]
    public void What_is_wrong_is_named(string original, string replacement, string message)
    {
        var error = Assert.Throws<ModelFormatException>(() => Convert(TfjsSamples.Graph.Replace(original, replacement, StringComparison.Ordinal)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../a.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\\\a.bin")]
    [InlineData("..")]
    public void A_model_reads_no_file_outside_its_folder(string shard)
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Location, "model.json");
        File.WriteAllText(path, TfjsSamples.Graph.Replace("a.bin", shard, StringComparison.Ordinal));

        Assert.Contains("not beside it", Assert.Throws<ModelFormatException>(() => TfjsConverter.Convert(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_converted_to_one_file()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Location, "model.json");
        File.WriteAllText(path, TfjsSamples.Graph);
        Assert.Contains("a.bin", Assert.Throws<ModelMissingException>(() => TfjsConverter.Convert(path)).Message, StringComparison.Ordinal);

        File.WriteAllBytes(Path.Combine(folder.Location, "a.bin"), TfjsSamples.Shard("a.bin"));
        File.WriteAllBytes(Path.Combine(folder.Location, "b.bin"), TfjsSamples.Shard("b.bin"));
        TfjsConverter.Convert(path, Path.Combine(folder.Location, "model.onnx"));

        Assert.Equal(6, OnnxReader.Read(Path.Combine(folder.Location, "model.onnx")).Graph.Nodes.Count);
        Assert.Equal(4, Directory.GetFiles(folder.Location).Length);
    }

    [Fact]
    public void A_broken_model_is_never_more_than_a_format_error()
    {
        foreach (var sample in (string[])[TfjsSamples.Graph, TfjsSamples.Layers])
        {
            Broken.NeverSurprise(Broken.Copies(TfjsSamples.Json(sample)), Read, 3000);
        }

        static void Read(byte[] json)
        {
            // A changed name of a shard is the caller's matter here.
            TfjsConverter.Convert(json, name => name is "a.bin" or "b.bin" or "w.bin" ? TfjsSamples.Shard(name) : []);
        }
    }

    private static OnnxModel Convert(string json) => TfjsConverter.Convert(TfjsSamples.Json(json), TfjsSamples.Shard);
}
