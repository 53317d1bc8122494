using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Voice.Piper.Net;

/// <summary>Who makes and who reads each tensor of a graph.</summary>
internal sealed class GraphLinks
{
    private readonly Dictionary<string, OnnxNode> makers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<OnnxNode>> readers = new(StringComparer.Ordinal);

    public GraphLinks(OnnxGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            node.Outputs.ForEach(name => makers[name] = node);
            foreach (var name in node.Inputs.Distinct())
            {
                if (!readers.TryGetValue(name, out var list))
                {
                    readers[name] = list = [];
                }

                list.Add(node);
            }
        }
    }

    /// <summary>Null for inputs and weights.</summary>
    public OnnxNode? Maker(string tensor) => makers.GetValueOrDefault(tensor);

    public IReadOnlyList<OnnxNode> Readers(string tensor) => readers.GetValueOrDefault(tensor) ?? [];

    /// <summary>What a node reads that other nodes make.</summary>
    public IEnumerable<string> Computed(OnnxNode node) => node.Inputs.Where(makers.ContainsKey);

    /// <summary>The tensor behind nodes that only turn or rename it.</summary>
    public string Behind(string tensor)
    {
        while (Maker(tensor) is { Operator: "Transpose" or "Identity" or "Cast" } node)
        {
            tensor = node.Inputs[0];
        }

        return tensor;
    }

    /// <summary>Whether one tensor is computed from another, without passing through a third.</summary>
    public bool Reaches(string from, string to, string? without = null)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([to]);
        while (open.TryPop(out var tensor))
        {
            if (tensor == from)
            {
                return true;
            }

            if (tensor != without && seen.Add(tensor) && Maker(tensor) is { } node)
            {
                node.Inputs.ForEach(open.Push);
            }
        }

        return false;
    }
}
