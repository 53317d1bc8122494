using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Tests.Models.Onnx;

public class GraphCutterTests
{
    [Fact]
    public void The_nodes_and_weights_between_two_tensors_become_a_model()
    {
        var part = GraphCutter.Extract(Chain(), [OnnxValueInfo.Float32("b", 4)], [OnnxValueInfo.Float32("d", 4)]);

        Assert.Equal(["c", "d"], part.Graph.Nodes.Select(node => node.Outputs[0]));
        Assert.Equal(["w2"], part.Graph.Initializers.Select(tensor => tensor.Name));
        Assert.Equal(["b"], part.Graph.Inputs.Select(input => input.Name));
        Assert.Equal(["d"], part.Graph.Outputs.Select(output => output.Name));
        Assert.Equal((13, "22050"), (part.OperatorSets[""], part.Metadata["sample_rate"]));
    }

    [Fact]
    public void The_parts_of_a_graph_hold_every_node_once()
    {
        var whole = Chain();
        var first = GraphCutter.Extract(whole, ["x"], ["b"]);
        var second = GraphCutter.Extract(whole, [OnnxValueInfo.Float32("b", 4)], [OnnxValueInfo.Float32("y", 4)]);

        Assert.Equal(
            whole.Graph.Nodes.Select(node => node.Outputs[0]),
            first.Graph.Nodes.Concat(second.Graph.Nodes).Select(node => node.Outputs[0]));
    }

    [Fact]
    public void An_output_that_needs_more_than_the_inputs_is_refused()
    {
        var error = Assert.Throws<ModelFormatException>(() => GraphCutter.Extract(Chain(), [OnnxValueInfo.Float32("c", 4)], [OnnxValueInfo.Float32("y", 4), OnnxValueInfo.Float32("b", 4)]));

        Assert.Contains("needs the tensor 'x'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_not_in_the_graph_is_refused()
    {
        Assert.Contains("'nobody'", Assert.Throws<ModelFormatException>(() => GraphCutter.Extract(Chain(), ["x"], ["nobody"])).Message, StringComparison.Ordinal);
        Assert.Contains("of which type 'b' is", Assert.Throws<ModelFormatException>(() => GraphCutter.Extract(Chain(), ["b"], ["y"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_inner_graph_reads_of_the_outer_one_comes_along()
    {
        var inner = new OnnxGraph { Name = "then" };
        inner.Nodes.Add(new OnnxNode { Operator = "Add", Inputs = ["a", "w1"], Outputs = ["t"] });
        inner.Nodes.Add(new OnnxNode { Operator = "Neg", Inputs = ["t"], Outputs = ["u"] });
        inner.Outputs.Add(new OnnxValueInfo("u"));
        var model = Chain();
        model.Graph.Nodes.Add(new OnnxNode
        {
            Operator = "If",
            Inputs = ["b"],
            Outputs = ["z"],
            Attributes = [new OnnxAttribute { Name = "then_branch", Value = inner }],
        });

        var part = GraphCutter.Extract(model, ["x"], ["z"]);

        Assert.Equal(["a", "b", "z"], part.Graph.Nodes.Select(node => node.Outputs[0]));
        Assert.Equal(["w1"], part.Graph.Initializers.Select(tensor => tensor.Name));
    }

    /// <summary>x → a → b → c → d → y, with weights at a and c.</summary>
    private static OnnxModel Chain()
    {
        var graph = new GraphBuilder();
        graph.Constant<float>("w1", [1], 1);
        graph.Constant<float>("w2", [2], 1);
        graph.Node("Add", "a", ["x", "w1"]);
        graph.Node("Relu", "b", ["a"]);
        graph.Node("Mul", "c", ["b", "w2"]);
        graph.Node("Neg", "d", ["c"]);
        graph.Node("Abs", "y", ["d"]);
        var model = graph.ToModel([OnnxValueInfo.Float32("x", 4)], [OnnxValueInfo.Float32("y", 4)]);
        model.Metadata["sample_rate"] = "22050";
        return model;
    }
}
