using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Voice.Piper.Net;

/// <summary>
/// Where a VITS graph (Kim, Kong and Son, ICML 2021) as Piper exports it is cut in three: text with durations, flow,
/// vocoder. Found by the pattern of its nodes, since every export names its tensors anew.
/// </summary>
/// <param name="Durations">float32 (1, 1, ids): whole frames of each id; what the only <c>Ceil</c> makes.</param>
/// <param name="Mean">float32 (1, channels, ids): of the prior.</param>
/// <param name="LogDeviation">Likewise.</param>
/// <param name="Prior">float32 (1, channels, frames): mean and noise of each frame; the flow's input.</param>
/// <param name="Mask">float32 (1, 1, frames): ones.</param>
/// <param name="Latent">float32 (1, channels, frames): the flow's output and the vocoder's input.</param>
/// <param name="DurationNoise">float32 (1, 2, ids); null where the durations need none.</param>
internal sealed record VitsCut(
    string Durations, string Mean, string LogDeviation, string Prior, string Mask, string Latent, string? DurationNoise)
{
    /// <summary>Names of the model's inputs.</summary>
    public const string Ids = "input";
    public const string Lengths = "input_lengths";
    public const string Scales = "scales";
    public const string Speaker = "sid";

    /// <summary>The tensor of durations, of any graph that has one rounding up; null where there is none or several.</summary>
    public static string? FindDurations(OnnxGraph graph) =>
        graph.Nodes.Where(n => n.Operator == "Ceil").Take(2).ToList() is [var node] ? node.Outputs[0] : null;

    /// <returns>Null where the graph does not look so.</returns>
    public static VitsCut? Find(OnnxGraph graph)
    {
        var links = new GraphLinks(graph);
        if (FindDurations(graph) is not { } durations || FindLatent(graph, links) is not { } latent
            || links.Maker(latent) is not { Operator: "Mul", Inputs.Count: 2 } masking)
        {
            return null;
        }

        var priors = graph.Nodes
            .Where(n => n.Operator == "RandomNormalLike" && !links.Reaches(n.Outputs[0], durations))
            .Select(n => FindPrior(n.Outputs[0], links))
            .ToList();
        if (priors is not [var (prior, mean, logDeviation)])
        {
            return null;
        }

        // The mask does not depend on what is said, only on how long it is.
        var masks = masking.Inputs.Where(i => !links.Reaches(prior, i)).ToList();
        if (masks is not [var mask] || !links.Reaches(prior, latent))
        {
            return null;
        }

        var noises = graph.Nodes
            .Where(n => n.Operator == "RandomNormalLike" && links.Reaches(n.Outputs[0], durations))
            .Select(n => n.Outputs[0])
            .ToList();
        return noises.Count > 1 ? null
            : new(durations, mean, logDeviation, prior, mask, latent, noises.FirstOrDefault());
    }

    /// <summary>What the first convolution below the first transposed one reads.</summary>
    private static string? FindLatent(OnnxGraph graph, GraphLinks links)
    {
        var node = graph.Nodes.Find(n => n.Operator == "ConvTranspose");
        do
        {
            // An activation, and an addition where there are speakers, whose first term is the sound's.
            node = node is null || links.Computed(node).FirstOrDefault() is not { } input ? null : links.Maker(input);
        }
        while (node is not null and not { Operator: "Conv" });

        return node?.Inputs[0];
    }

    /// <summary>mean + noise · exp(log deviation) · scale, spread over the frames by two products with the path.</summary>
    private static (string Prior, string Mean, string LogDeviation)? FindPrior(string noise, GraphLinks links)
    {
        string? deviation = null;
        var term = noise;
        while (links.Readers(term) is [{ Operator: "Mul", Inputs.Count: 2 } product])
        {
            var other = product.Inputs[0] == term ? product.Inputs[1] : product.Inputs[0];
            deviation ??= links.Maker(other) is { Operator: "Exp" } exp ? exp.Inputs[0] : null;
            term = product.Outputs[0];
        }

        if (deviation is null || links.Readers(term) is not [{ Operator: "Add", Inputs.Count: 2 } sum])
        {
            return null;
        }

        var mean = SplitBehind(sum.Inputs[0] == term ? sum.Inputs[1] : sum.Inputs[0], links);
        var logDeviation = SplitBehind(deviation, links);
        return mean is null || logDeviation is null || mean == logDeviation
            || links.Maker(mean) != links.Maker(logDeviation)
            ? null
            : (sum.Outputs[0], mean, logDeviation);
    }

    private static string? SplitBehind(string spread, GraphLinks links) =>
        links.Maker(links.Behind(spread)) is { Operator: "MatMul" } product
            ? product.Inputs.Select(links.Behind).FirstOrDefault(t => links.Maker(t) is { Operator: "Split" })
            : null;
}
