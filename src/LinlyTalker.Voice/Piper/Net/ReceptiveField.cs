using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Voice.Piper.Net;

/// <summary>How far the sound of a frame depends on the frames around it, counted over a graph's convolutions.</summary>
internal static class ReceptiveField
{
    /// <returns>
    /// Reach: frames on each side that an output sample may see. Upsampling: samples (or frames) out for a frame in.
    /// </returns>
    /// <param name="input">A tensor (1, channels, frames).</param>
    public static (double Reach, int Upsampling) Of(OnnxGraph graph, string input, string output)
    {
        var kernels = graph.Initializers.ToDictionary(w => w.Name, w => w.Shape, StringComparer.Ordinal);
        var fields = new Dictionary<string, (double Reach, int Scale)>(StringComparer.Ordinal) { [input] = (0, 1) };
        foreach (var node in graph.Nodes)
        {
            var read = node.Inputs.Where(fields.ContainsKey).Select(name => fields[name]).ToList();
            if (read.Count == 0)
            {
                continue;
            }

            var (reach, scale) = (read.Max(f => f.Reach), read.Max(f => f.Scale));
            if (node.Operator is "Conv" or "ConvTranspose" && node.Inputs.Count > 1)
            {
                var width = Integer(node, "dilations") * ((Kernel(node, kernels) - 1) / 2.0);
                scale *= node.Operator == "ConvTranspose" ? Integer(node, "strides") : 1;
                reach += width / scale;
            }

            node.Outputs.ForEach(name => fields[name] = (reach, scale));
        }

        return fields.GetValueOrDefault(output, (0, 1));
    }

    private static long Kernel(OnnxNode node, Dictionary<string, IReadOnlyList<long>> kernels) =>
        kernels.TryGetValue(node.Inputs[1], out var shape) && shape.Count > 0 ? shape[^1]
            : node.Attributes.Find(a => a.Name == "kernel_shape")?.Value is long[] { Length: > 0 } sides ? sides[^1] : 1;

    private static int Integer(OnnxNode node, string name) =>
        node.Attributes.Find(a => a.Name == name)?.Value is long[] { Length: > 0 } values && values[^1] is > 0 and < 4096 ? (int)values[^1] : 1;
}
