using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Tfjs;

/// <summary>Puts nodes behind those whose results they use.</summary>
internal static class NodeOrder
{
    public static List<GraphNode> Sort(IReadOnlyList<GraphNode> nodes)
    {
        var byName = new Dictionary<string, GraphNode>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (!byName.TryAdd(node.Name, node))
            {
                throw new ModelFormatException($"Two nodes are called '{node.Name}'.");
            }
        }

        var waiting = new Dictionary<GraphNode, int>();
        var users = nodes.ToDictionary(node => node.Name, _ => new List<GraphNode>(), StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            waiting[node] = node.Inputs.Length;
            foreach (var input in node.Inputs)
            {
                if (!users.TryGetValue(input, out var list))
                {
                    throw new ModelFormatException($"The node '{node.Name}' uses '{input}', which does not exist.");
                }

                list.Add(node);
            }
        }

        var order = new List<GraphNode>(nodes.Count);
        var ready = new Queue<GraphNode>(nodes.Where(node => node.Inputs.Length == 0));
        while (ready.TryDequeue(out var node))
        {
            order.Add(node);
            foreach (var user in users[node.Name].Where(user => --waiting[user] == 0))
            {
                ready.Enqueue(user);
            }
        }

        return order.Count == nodes.Count
            ? order
            : throw new ModelFormatException("The graph runs in a circle.");
    }
}
