using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Tests.Models.Onnx;

public sealed class OnnxHeadTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void The_head_says_what_the_whole_file_says()
    {
        var network = new SampleNetwork { Metadata = { ["model_type"] = "whisper-tiny" }, Inputs = { "a", "b" }, Outputs = { "y" } };
        network.Shaped.Add(OnnxValueInfo.Float32("c", "batch", 80, 800));
        network.Write(scratch.PathOf("m.onnx"));

        var head = OnnxHead.Read(scratch.PathOf("m.onnx"));
        var whole = OnnxReader.Read(scratch.PathOf("m.onnx"));

        Assert.Equal(whole.Metadata, head.Metadata);
        Assert.Equal(whole.Graph.Inputs.Select(Shown), head.Inputs.Select(Shown));
        Assert.Equal(whole.Graph.Outputs.Select(Shown), head.Outputs.Select(Shown));
        Assert.True(head.HasInputs("c", "a"));
        Assert.False(head.HasInputs("a", "y"));
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_or_lacks_only_what_came_after()
    {
        new SampleNetwork { Metadata = { ["k"] = "v" }, Inputs = { "a" }, Outputs = { "y" } }.Write(scratch.PathOf("m.onnx"));
        var bytes = File.ReadAllBytes(scratch.PathOf("m.onnx"));
        for (var length = 0; length < bytes.Length; length++)
        {
            var path = scratch.PathOf("cut.onnx");
            File.WriteAllBytes(path, bytes[..length]);
            var fault = Record.Exception(() => OnnxHead.Read(path));
            Assert.True(fault is null or ModelFormatException, $"{length} bytes: {fault}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>404</html>")]
    [InlineData("GGUF\u0003")]
    public void What_is_no_network_is_refused(string text)
    {
        scratch.Write("m.onnx", text);

        Assert.Contains("not a whole ONNX model", Assert.Throws<ModelFormatException>(() => OnnxHead.Read(scratch.PathOf("m.onnx"))).Message, StringComparison.Ordinal);
    }

    private static string Shown(OnnxValueInfo value) => $"{value.Name} {value.Type} {string.Join(',', value.Shape?.Select(side => $"{side.Size}{side.Symbol}") ?? [])}";
}
