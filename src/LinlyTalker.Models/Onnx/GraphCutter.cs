using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Onnx;

/// <summary>Cuts a part out of a graph: what lies between some of its tensors becomes a model of its own.</summary>
public static class GraphCutter
{
    /// <summary>Cuts at tensors by name; the types of the inputs must stand in the graph.</summary>
    /// <exception cref="ModelFormatException">The graph has no such tensor, or not the type of an input.</exception>
    public static OnnxModel Extract(OnnxModel model, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
    {
        var known = new Dictionary<string, OnnxValueInfo>(StringComparer.Ordinal);
        foreach (var value in (OnnxValueInfo[])[.. model.Graph.Values, .. model.Graph.Outputs, .. model.Graph.Inputs])
        {
            known[value.Name] = value;
        }

        return Extract(
            model,
            [.. inputs.Select(name => known.GetValueOrDefault(name) ?? throw new ModelFormatException($"The graph does not say of which type '{name}' is; give its type."))],
            [.. outputs.Select(name => known.GetValueOrDefault(name) ?? new OnnxValueInfo(name))]);
    }

    /// <summary>
    /// Cuts at tensors of the given types. An output may leave its type undefined: ONNX Runtime works it out.
    /// Weights, metadata and operator sets come along; nothing of <paramref name="model"/> is changed.
    /// </summary>
    /// <exception cref="ModelFormatException">
    /// The graph has no such tensor, or an output needs an input of the whole graph that is not among <paramref name="inputs"/>.
    /// </exception>
    public static OnnxModel Extract(OnnxModel model, IReadOnlyList<OnnxValueInfo> inputs, IReadOnlyList<OnnxValueInfo> outputs)
    {
        var whole = model.Graph;
        var producers = new Dictionary<string, OnnxNode>(StringComparer.Ordinal);
        foreach (var node in whole.Nodes)
        {
            node.Outputs.ForEach(name => producers[name] = node);
        }

        var weights = whole.Initializers.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var given = inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        var nodes = new HashSet<OnnxNode>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(string Name, bool Optional)>(outputs.Select(output => (output.Name, false)));
        while (open.TryPop(out var wanted))
        {
            if (wanted.Name.Length == 0 || !names.Add(wanted.Name) || given.Contains(wanted.Name) || weights.Contains(wanted.Name))
            {
                continue;
            }

            if (producers.TryGetValue(wanted.Name, out var node))
            {
                if (nodes.Add(node))
                {
                    Needs(node, open);
                }
            }
            else if (!wanted.Optional || whole.Inputs.Exists(input => input.Name == wanted.Name))
            {
                throw new ModelFormatException(
                    $"The part to cut out needs the tensor '{wanted.Name}', which is neither one of its inputs nor computed by the graph.");
            }
        }

        var part = new OnnxModel { IrVersion = model.IrVersion, Producer = model.Producer, Graph = new OnnxGraph { Name = whole.Name } };
        part.Graph.Nodes.AddRange(whole.Nodes.Where(nodes.Contains));
        part.Graph.Initializers.AddRange(whole.Initializers.Where(tensor => names.Contains(tensor.Name) && !given.Contains(tensor.Name)));
        part.Graph.Inputs.AddRange(inputs);
        part.Graph.Outputs.AddRange(outputs);
        part.Graph.Values.AddRange(whole.Values.Where(value => names.Contains(value.Name) && !given.Contains(value.Name)));
        part.Others.AddRange(model.Others);
        foreach (var (domain, version) in model.OperatorSets)
        {
            part.OperatorSets[domain] = version;
        }

        foreach (var (key, value) in model.Metadata)
        {
            part.Metadata[key] = value;
        }

        return part;
    }

    /// <summary>What a node reads; the graphs inside it (If, Loop) read tensors of this one by name.</summary>
    private static void Needs(OnnxNode node, Stack<(string Name, bool Optional)> open, bool within = false)
    {
        node.Inputs.ForEach(name => open.Push((name, within)));
        foreach (var inner in node.Attributes.Select(attribute => attribute.Value).OfType<OnnxGraph>())
        {
            // Most of these names are the inner graph's own; those that are not are found in this one.
            inner.Outputs.ForEach(output => open.Push((output.Name, true)));
            inner.Nodes.ForEach(innerNode => Needs(innerNode, open, within: true));
        }
    }
}
