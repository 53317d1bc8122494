using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Onnx;
using LinlyTalker.Models.Tfjs;

namespace LinlyTalker.SystemTests.Models.Onnx;

/// <summary>Graphs of others, read and written here, judged by ONNX Runtime.</summary>
public class RealGraphTests
{
    [Theory]
    [InlineData("silero_vad.onnx")]
    [InlineData("silero_vad_16k_op15.onnx")]
    [InlineData("silero_vad_op18_ifless.onnx")]
    public void A_model_that_was_read_and_written_computes_the_same(string file)
    {
        var path = Repository.Npm("@jjhbw", "silero-vad", "weights", file);
        using var original = InferenceSession.Open(path);
        using var copy = InferenceSession.Open(OnnxWriter.ToBytes(OnnxReader.Read(path)), file);

        Assert.Equal(original.Inputs.Select(input => input.ToString()), copy.Inputs.Select(input => input.ToString()));
        Assert.Equal(original.Outputs.Select(output => output.ToString()), copy.Outputs.Select(output => output.ToString()));
        using var window = Tensor.Of<float>([.. Enumerable.Range(0, 576).Select(i => MathF.Sin(i * i * 0.001f))], 1, 576);
        using var state = Tensor.Zeros<float>(2, 1, 128);
        using var rate = Tensor.Of<long>([16000]);
        var inputs = new Dictionary<string, Tensor> { ["input"] = window, ["state"] = state, ["sr"] = rate };
        using var expected = original.Run(inputs, cancellationToken: TestContext.Current.CancellationToken);
        using var actual = copy.Run(inputs, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var name in expected.Names)
        {
            Assert.Equal(expected[name].Span<float>(), actual[name].Span<float>());
        }
    }

    [Fact]
    public void The_reader_sees_the_inputs_outputs_and_metadata_that_the_runtime_sees()
    {
        var folder = Environment.GetEnvironmentVariable("LINLY_TEST_MODELS");
        if (folder is null)
        {
            Assert.Skip("LINLY_TEST_MODELS is not set: it names a folder with the voice piper-en-us-joe-medium.");
        }

        var path = Path.Combine(folder, "piper-en-us-joe-medium", "en_US-joe-medium.onnx");
        var model = OnnxReader.Read(path);
        using var session = InferenceSession.Open(path, new SessionOptions { Optimise = false });

        Assert.Equal(session.Inputs.Select(Name), model.Graph.Inputs.Select(value => (value.Name, value.Type, Sides(value))));

        // The runtime knows more of an output than the file says: it follows the shapes through the graph.
        Assert.Equal(session.Outputs.Select(info => (info.Name, info.Type)), model.Graph.Outputs.Select(value => (value.Name, value.Type)));
        Assert.Equal(session.Metadata.OrderBy(pair => pair.Key), model.Metadata.OrderBy(pair => pair.Key));

        static (string, LinlyTalker.Native.Onnx.OrtElementType, string) Name(LinlyTalker.Native.Onnx.TensorInfo info) =>
            (info.Name, info.Type, string.Join(", ", info.Shape));

        static string Sides(OnnxValueInfo value) => string.Join(", ", value.Shape!.Select(side => side.Size));
    }

    [Fact]
    public void A_graph_cut_in_two_computes_what_the_whole_computes()
    {
        var whole = TfjsConverter.Convert(Repository.Npm("@vladmandic", "human", "models", "emotion.json"));
        var middle = whole.Graph.Nodes.Last(node => node.Operator == "Add").Outputs[0];
        whole.Graph.Outputs.Add(new OnnxValueInfo(middle));
        using var session = InferenceSession.Open(OnnxWriter.ToBytes(whole), "whole");
        using var picture = Tensor.Of<float>([.. Enumerable.Range(0, 64 * 64).Select(i => MathF.Cos(i * 0.37f))], 1, 64, 64, 1);
        using var expected = session.Run(Inputs("input_1", picture), cancellationToken: TestContext.Current.CancellationToken);
        var shape = expected[middle].Shape;

        using var first = InferenceSession.Open(
            OnnxWriter.ToBytes(GraphCutter.Extract(whole, ["input_1"], [middle])), "first");
        using var second = InferenceSession.Open(
            OnnxWriter.ToBytes(GraphCutter.Extract(
                whole,
                [OnnxValueInfo.Float32(middle, [.. shape.Select(side => new OnnxSide(side))])],
                [OnnxValueInfo.Float32("Identity", 1, 7)])),
            "second");
        using var half = first.Run(Inputs("input_1", picture), cancellationToken: TestContext.Current.CancellationToken);
        using var actual = second.Run(Inputs(middle, half[middle]), cancellationToken: TestContext.Current.CancellationToken);

        for (var i = 0; i < 7; i++)
        {
            Assert.Equal(expected["Identity"].Span<float>()[i], actual["Identity"].Span<float>()[i], 1e-6f);
        }

        static Dictionary<string, Tensor> Inputs(string name, Tensor tensor) => new() { [name] = tensor };
    }
}
