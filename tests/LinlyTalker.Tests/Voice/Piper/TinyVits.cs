using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Tests.Voice.Piper;

/// <summary>
/// A graph laid out as Piper's voices are, small, with random weights of a fixed seed: text, durations, path, prior,
/// flow, vocoder; 4 samples a frame.
/// </summary>
internal sealed class TinyVits
{
    public const int Channels = 4;
    public const int SamplesPerFrame = 4;
    public const int Symbols = 64;

    private readonly GraphBuilder graph = new();
    private readonly Random random = new(5);
    private readonly int speakers;

    private TinyVits(int speakers) => this.speakers = speakers;

    /// <param name="speakers">More than one: the graph has the input <c>sid</c>.</param>
    /// <param name="rounding">What makes whole frames; <c>Ceil</c> in Piper's voices.</param>
    /// <param name="hasDurationNoise">As Piper's voices; the durations of some others follow from the text alone.</param>
    public static OnnxModel Model(int speakers = 1, string rounding = "Ceil", bool hasDurationNoise = true) =>
        new TinyVits(speakers).Build(rounding, hasDurationNoise);

    private OnnxModel Build(string rounding, bool hasDurationNoise)
    {
        graph.Constant<long>("zero", [0], 1);
        graph.Constant<long>("one", [1], 1);
        graph.Constant<long>("two", [2], 1);
        graph.Constant<long>("nought", [0]);
        graph.Constant<float>("0f", [0]);
        graph.Constant<float>("1f", [1]);
        foreach (var (name, index) in (ReadOnlySpan<(string, string)>)[("noise_scale", "zero"), ("length_scale", "one"), ("noise_w", "two")])
        {
            graph.Node("Gather", name, ["scales", index], ("axis", 0L));
        }

        if (speakers > 1)
        {
            graph.Node("Unsqueeze", "g", [graph.Node("Gather", "speaker", [Weights("speakers", speakers, Channels), "sid"]), "two"]);
        }

        var text = graph.Node("Transpose", "x", [graph.Node("Gather", "embedded", [Weights("symbols", Symbols, Channels), "input"])], ("perm", (long[])[0, 2, 1]));
        graph.Node("Split", "m", [Conv("stats", text, 2 * Channels, Channels, 1)], ("axis", 1L));
        Durations(Spoken(text, "durations"), rounding, hasDurationNoise);
        Path();
        var prior = Prior();
        var flow = graph.Node("Tanh", "flow.tanh", [Conv("flow", Spoken(graph.Node("Mul", "flow.in", [prior, "mask"]), "flow.spoken"), Channels, Channels, 5)]);
        var latent = graph.Node("Mul", "z", [graph.Node("Add", "flow.out", [prior, flow]), "mask"]);
        Vocoder(latent);

        var model = graph.ToModel(
            [
                OnnxValueInfo.Int64("input", 1, "ids"), OnnxValueInfo.Int64("input_lengths", 1), OnnxValueInfo.Float32("scales", 3),
                .. speakers > 1 ? [OnnxValueInfo.Int64("sid", 1)] : (OnnxValueInfo[])[],
            ],
            [OnnxValueInfo.Float32("output", 1, 1, 1, "samples")]);
        model.Graph.Nodes.Single(n => n.Operator == "Split").Outputs.Add("logs");
        return model;
    }

    private void Durations(string text, string rounding, bool hasNoise)
    {
        var hidden = Conv("dp", text, 2, Channels, 1);
        if (hasNoise)
        {
            var noise = graph.Node("Mul", "dp.scaled", [graph.Node("RandomNormalLike", "dp.noise", [hidden]), "noise_w"]);
            hidden = graph.Node("Add", "dp.noisy", [hidden, noise]);
        }

        var length = graph.Node("Exp", "dp.length", [Conv("dp.out", hidden, 1, 2, 1)]);
        graph.Node(rounding, "w", [graph.Node("Mul", "dp.slow", [length, "length_scale"])]);
    }

    /// <summary>Which frame is which id's: (1, frames, ids), and the mask of the frames.</summary>
    private void Path()
    {
        graph.Node("ReduceSum", "frames", ["w"], ("keepdims", 0L));
        var range = graph.Node("Unsqueeze", "range", [graph.Node("Range", "counted", ["0f", "frames", "1f"]), graph.Constant<long>("01", [0, 1], 2)]);
        var end = graph.Node("Transpose", "end", [graph.Node("CumSum", "cumulated", ["w", graph.Constant<long>("axis", [2])])], ("perm", (long[])[0, 2, 1]));
        var start = graph.Node("Sub", "start", [end, graph.Node("Transpose", "w.turned", ["w"], ("perm", (long[])[0, 2, 1]))]);
        var path = graph.Node("Sub", "path", [Before("before.end", range, end), Before("before.start", range, start)]);
        graph.Node("Transpose", "path.turned", [path], ("perm", (long[])[0, 2, 1]));
        Before("mask", range, graph.Node("Unsqueeze", "all", ["frames", graph.Constant<long>("012", [0, 1, 2], 3)]));
    }

    private string Before(string name, string left, string right) =>
        graph.Node("Cast", name, [graph.Node("Less", name + ".less", [left, right])], ("to", 1L));

    private string Prior()
    {
        var mean = Spread("m");
        var deviation = graph.Node("Exp", "deviation", [Spread("logs")]);
        var noise = graph.Node("Mul", "noise.deviated", [graph.Node("RandomNormalLike", "noise", [mean]), deviation]);
        return graph.Node("Add", "z_p", [mean, graph.Node("Mul", "noise.scaled", [noise, "noise_scale"])]);
    }

    private string Spread(string statistic)
    {
        var turned = graph.Node("Transpose", statistic + ".turned", [statistic], ("perm", (long[])[0, 2, 1]));
        return graph.Node("Transpose", statistic + ".spread", [graph.Node("MatMul", statistic + ".frames", ["path.turned", turned])], ("perm", (long[])[0, 2, 1]));
    }

    private void Vocoder(string latent)
    {
        var first = Spoken(Conv("pre", latent, Channels, Channels, 7), "pre.spoken");
        var kernel = Weights("up.weight", Channels, Channels, 2 * SamplesPerFrame);
        var up = graph.Node(
            "ConvTranspose",
            "up",
            [graph.Node("LeakyRelu", "pre.relu", [first]), kernel],
            ("strides", (long[])[SamplesPerFrame]),
            ("pads", (long[])[SamplesPerFrame / 2, SamplesPerFrame / 2]));
        var block = graph.Node("Add", "block", [up, Conv("block.conv", graph.Node("LeakyRelu", "up.relu", [up]), Channels, Channels, 3, dilation: 3)]);
        graph.Node("Unsqueeze", "output", [graph.Node("Tanh", "wave", [Conv("post", block, 1, Channels, 7)]), "one"]);
    }

    /// <summary>With the speaker's vector added, where there are several.</summary>
    private string Spoken(string tensor, string name) =>
        speakers > 1 ? graph.Node("Add", name, [tensor, Conv(name + ".g", "g", Channels, Channels, 1)]) : tensor;

    private string Conv(string name, string input, int outputs, int inputs, int kernel, int dilation = 1)
    {
        var pad = dilation * (kernel - 1) / 2L;
        return graph.Node(
            "Conv", name, [input, Weights(name + ".weight", outputs, inputs, kernel)], ("pads", (long[])[pad, pad]), ("dilations", (long[])[dilation]));
    }

    private string Weights(string name, params long[] shape) =>
        graph.Constant<float>(name, [.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => (random.NextSingle() - 0.5f) * 0.8f)], shape);
}
