namespace LinlyTalker.Models.Onnx;

/// <summary>Writes a graph node by node, in the order in which it runs.</summary>
public sealed class GraphBuilder
{
    private readonly OnnxGraph graph = new();
    private readonly HashSet<string> constants = new(StringComparer.Ordinal);

    /// <summary>Adds a node with one output.</summary>
    /// <returns><paramref name="output"/>, for the next node.</returns>
    public string Node(string op, string output, IEnumerable<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        graph.Nodes.Add(new OnnxNode
        {
            Operator = op,
            Name = $"{output}:{op}",
            Inputs = [.. inputs],
            Outputs = [output],
            Attributes = [.. attributes],
        });
        return output;
    }

    /// <summary>Adds numbers under a name; a name that is there already is left as it is.</summary>
    /// <returns><paramref name="name"/>, for a node.</returns>
    public string Constant<T>(string name, ReadOnlySpan<T> elements, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        if (constants.Add(name))
        {
            graph.Initializers.Add(OnnxTensor.Of(name, elements, shape));
        }

        return name;
    }

    public OnnxModel ToModel(IEnumerable<OnnxValueInfo> inputs, IEnumerable<OnnxValueInfo> outputs, long operatorSet = 13)
    {
        graph.Inputs.AddRange(inputs);
        graph.Outputs.AddRange(outputs);
        var model = new OnnxModel { Graph = graph, Producer = "linlytalker" };
        model.OperatorSets[""] = operatorSet;
        return model;
    }
}
