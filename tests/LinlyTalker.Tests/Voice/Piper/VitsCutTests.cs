using LinlyTalker.Models.Onnx;
using LinlyTalker.Voice.Piper.Net;

namespace LinlyTalker.Tests.Voice.Piper;

public class VitsCutTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_places_of_the_cut_are_found_by_the_pattern(int speakers)
    {
        Assert.Equal(
            new VitsCut("w", "m", "logs", "z_p", "mask", "z", "dp.noise"),
            VitsCut.Find(TinyVits.Model(speakers).Graph));
    }

    [Fact]
    public void Durations_without_noise_are_cut_too() =>
        Assert.Null(VitsCut.Find(TinyVits.Model(hasDurationNoise: false).Graph)!.DurationNoise);

    [Fact]
    public void A_graph_of_another_layout_is_not_cut()
    {
        Assert.Null(VitsCut.Find(TinyVits.Model(rounding: "Round").Graph));
        Assert.Null(VitsCut.Find(new OnnxGraph()));

        var unmasked = TinyVits.Model();
        Rename(unmasked.Graph.Nodes.Single(n => n.Outputs[0] == "pre"), "z", "flow.out");
        Assert.Null(VitsCut.Find(unmasked.Graph));

        var twice = TinyVits.Model();
        twice.Graph.Nodes.Add(new OnnxNode { Operator = "Ceil", Inputs = ["output"], Outputs = ["rounded"] });
        Assert.Null(VitsCut.Find(twice.Graph));
        Assert.Null(VitsCut.FindDurations(twice.Graph));

        var plain = TinyVits.Model();
        Rename(plain.Graph.Nodes.Single(n => n.Outputs[0] == "flow.in"), "z_p", "m.spread");
        Rename(plain.Graph.Nodes.Single(n => n.Outputs[0] == "flow.out"), "z_p", "m.spread");
        Assert.Null(VitsCut.Find(plain.Graph));
    }

    [Fact]
    public void Each_part_needs_nothing_but_its_inputs()
    {
        var model = TinyVits.Model(3);
        OnnxValueInfo[] inputs = [OnnxValueInfo.Float32("z", 1, 4, "frames"), OnnxValueInfo.Int64("sid", 1)];
        var vocoder = GraphCutter.Extract(model, inputs, [new OnnxValueInfo("output")]);
        Assert.Contains(vocoder.Graph.Nodes, n => n.Operator == "ConvTranspose");
        Assert.DoesNotContain(vocoder.Graph.Nodes, n => n.Operator is "Ceil" or "Split");
    }

    [Fact]
    public void The_reach_of_a_sample_is_counted_over_the_convolutions()
    {
        var graph = TinyVits.Model().Graph;
        Assert.Equal((2, 1), ReceptiveField.Of(graph, "z_p", "z"));

        // 3 before, 7 / 2 taps of a quarter frame, 3 and 3 samples of a quarter frame.
        Assert.Equal((3 + 0.875 + 0.75 + 0.75, TinyVits.SamplesPerFrame), ReceptiveField.Of(graph, "z", "output"));
    }

    private static void Rename(OnnxNode node, string from, string to) => node.Inputs[node.Inputs.IndexOf(from)] = to;
}
