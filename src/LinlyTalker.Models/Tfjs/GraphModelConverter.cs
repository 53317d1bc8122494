using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Models.Tfjs;

/// <summary>Converts a TensorFlow graph over pictures of one size, as face nets are.</summary>
internal sealed class GraphModelConverter
{
    private readonly GraphBuilder graph = new();
    private readonly PictureOperators operators;
    private readonly JsonElement root;
    private readonly Dictionary<string, TfjsTensor> weights;
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);
    private readonly List<OnnxValueInfo> inputs = [];

    public GraphModelConverter(JsonElement root, Dictionary<string, TfjsTensor> weights)
    {
        this.root = root;
        this.weights = weights;
        operators = new PictureOperators(graph);
    }

    public OnnxModel Convert()
    {
        var nodes = root.Get("modelTopology").Get("node").Items().Select(node => new GraphNode(node)).ToList();
        foreach (var node in NodeOrder.Sort(nodes))
        {
            if (node.Operator != "Const")
            {
                lanes[node.Name] = Convert(node);
            }
        }

        var outputs = new List<OnnxValueInfo>();
        foreach (var name in OutputNames())
        {
            var lane = Find(name);
            var last = lane.IsPicture
                ? operators.ChannelsLast(lane, name)
                : operators.Elementwise("Identity", name, lane);
            outputs.Add(OnnxValueInfo.Float32(name, [.. last.Shape.Select(side => new OnnxSide(side))]));
        }

        return graph.ToModel(inputs, outputs);
    }

    private Lane Convert(GraphNode node)
    {
        var name = Inner(node.Name);
        switch (node.Operator)
        {
            case "Placeholder":
                return Input(node);
            case "Conv2D" or "_FusedConv2D" or "DepthwiseConv2dNative" or "FusedDepthwiseConv2dNative":
                return Convolution(node, name);
            case "MaxPool":
                var (window, step) = (node.Integers("ksize"), node.Integers("strides"));
                PictureOperators.Expect(window.Length == 4 && step.Length == 4, node.Name, "a window over four sides");
                return operators.MaxPool(name, Find(node.Input(0)), (window[1], window[2]), (step[1], step[2]), node.Text("padding"));
            case "Prelu":
                return operators.ParametricRelu(name, Find(node.Input(0)), Weight(node.Input(1)));
            case "Relu" or "Sigmoid":
                return operators.Elementwise(node.Operator, name, Find(node.Input(0)));
            case "Relu6":
                return Clip6(name, Find(node.Input(0)));
            case "Identity":
                return Find(node.Input(0));
            case "Add" or "AddV2" or "Mul" or "Sub" or "Minimum" or "Maximum":
                return Binary(node, name);
            case "Pad":
                return Pad(node, name);
            case "Reshape":
                return Reshape(node, name);
            case "Mean":
                return Mean(node, name);
            case "Softmax":
                var scores = Find(node.Input(0));
                PictureOperators.Expect(!scores.IsPicture, node.Name, "rows of scores");
                return new Lane(graph.Node("Softmax", name, [scores.Name], ("axis", -1L)), scores.Shape);
            case "ConcatV2":
                var axis = Weight(node.Input(node.Inputs.Length - 1)).Integers;
                PictureOperators.Expect(axis is [3 or -1], node.Name, "the axis of channels");
                return operators.Concatenate(name, [.. node.Inputs[..^1].Select(Find)]);
            case "MatMul" or "_FusedMatMul":
                return MatMul(node, name);
            default:
                throw new ModelFormatException($"The node '{node.Name}' is a {node.Operator}, which is not supported.");
        }
    }

    private Lane Input(GraphNode node)
    {
        var shape = node.Shape();
        PictureOperators.Expect(shape is [_, > 0, > 0, > 0], node.Name, "the sides (batch, height, width, channels)");
        inputs.Add(OnnxValueInfo.Float32(node.Name, 1, shape[1], shape[2], shape[3]));
        return operators.Input(node.Name, shape[1], shape[2], shape[3]);
    }

    private Lane Convolution(GraphNode node, string name)
    {
        var (strides, dilations) = (node.Integers("strides"), node.Integers("dilations"));
        PictureOperators.Expect(strides.Length == 4 && dilations is [1, 1, 1, 1] or [], node.Name, "steps over four sides without gaps");
        var fused = node.Texts("fused_ops");
        var extra = 2;
        TfjsTensor? bias = null;
        if (fused is ["BiasAdd", ..])
        {
            bias = Weight(node.Input(extra++));
            fused = fused[1..];
        }

        var depthwise = node.Operator.Contains("Depthwise", StringComparison.Ordinal);
        var lane = operators.Convolution(
            fused.Length == 0 ? name : $"{name}/linear",
            Find(node.Input(0)),
            Weight(node.Input(1)),
            bias,
            (strides[1], strides[2]),
            node.Text("padding"),
            depthwise);
        return fused switch
        {
            [] => lane,
            ["Relu"] => operators.Elementwise("Relu", name, lane),
            ["Relu6"] => Clip6(name, lane),
            ["Prelu"] => operators.ParametricRelu(name, lane, Weight(node.Input(extra))),
            _ => throw new ModelFormatException($"The node '{node.Name}' ends with {string.Join(", ", fused)}, which is not supported."),
        };
    }

    private Lane Clip6(string name, Lane lane) => operators.Elementwise(
        "Clip", name, lane, graph.Constant<float>("constant 0", [0f]), graph.Constant<float>("constant 6", [6f]));

    private Lane Binary(GraphNode node, string name)
    {
        var op = node.Operator switch
        {
            "AddV2" => "Add",
            "Minimum" => "Min",
            "Maximum" => "Max",
            var same => same,
        };
        var (left, right) = (lanes.GetValueOrDefault(node.Input(0)), lanes.GetValueOrDefault(node.Input(1)));
        var lane = left ?? right ?? throw new ModelFormatException($"The node '{node.Name}' has no input that is computed.");
        return lane with
        {
            Name = graph.Node(op, name, [left?.Name ?? Constant(node.Input(0), lane), right?.Name ?? Constant(node.Input(1), lane)]),
        };
    }

    /// <summary>A scalar, or one number for each channel.</summary>
    private string Constant(string name, Lane partner)
    {
        var values = Weight(name).Values;
        PictureOperators.Expect(values.Length == 1 || values.Length == partner.Shape[partner.IsPicture ? 1 : ^1], name, "a number for each channel");
        return values.Length == 1
            ? graph.Constant<float>($"{name}/number", values)
            : partner.IsPicture
                ? graph.Constant<float>($"{name}/channels", values, values.Length, 1, 1)
                : graph.Constant<float>($"{name}/row", values, values.Length);
    }

    private Lane Pad(GraphNode node, string name)
    {
        var lane = Find(node.Input(0));
        var pairs = Weight(node.Input(1)).Integers;
        PictureOperators.Expect(lane.IsPicture && pairs.Length == 8 && pairs.All(pad => pad >= 0), node.Name, "a padding of four sides");
        int[] order = [0, 3, 1, 2];
        long[] begins = [.. order.Select(side => (long)pairs[2 * side])];
        long[] ends = [.. order.Select(side => (long)pairs[(2 * side) + 1])];
        PictureOperators.Expect(begins[0] + ends[0] == 0, node.Name, "an unpadded batch");
        graph.Node(
            "Pad",
            name,
            [lane.Name, graph.Constant<long>($"{name}/pads", [.. begins, .. ends], 8), graph.Constant<float>("constant 0", [0f])]);
        return Lane.Picture(name, lane.Channels + begins[1] + ends[1], lane.Height + begins[2] + ends[2], lane.Width + begins[3] + ends[3]);
    }

    private Lane Reshape(GraphNode node, string name)
    {
        var lane = Find(node.Input(0));
        var last = lane.IsPicture ? operators.ChannelsLast(lane, $"{name}/channels-last") : lane;
        long[] shape = [.. Weight(node.Input(1)).Integers];
        var (elements, known) = (last.Shape.Aggregate(1L, Multiply), shape.Where(side => side >= 0).Aggregate(1L, Multiply));
        PictureOperators.Expect(
            shape.Length > 0 && elements > 0 && known > 0 && shape.Count(side => side < 0) is var free && (free == 1 ? elements % known == 0 : free == 0 && elements == known),
            node.Name,
            "a shape for its elements");
        shape = [.. shape.Select(side => side < 0 ? elements / known : side)];
        return new Lane(graph.Node("Reshape", name, [last.Name, graph.Constant<long>($"{name}/shape", shape, shape.Length)]), shape);

        static long Multiply(long product, long side) => side is < 0 or > int.MaxValue || product > int.MaxValue ? -1 : product * side;
    }

    /// <summary>The mean of each channel over the whole picture.</summary>
    private Lane Mean(GraphNode node, string name)
    {
        var lane = Find(node.Input(0));
        var axes = Weight(node.Input(1)).Integers;
        PictureOperators.Expect(lane.IsPicture && axes is [1, 2] or [2, 1] && !node.Flag("keep_dims"), node.Name, "a mean over height and width");
        return new Lane(
            graph.Node("ReduceMean", name, [lane.Name], ("axes", [2, 3]), ("keepdims", 0L)), [1, lane.Channels]);
    }

    private Lane MatMul(GraphNode node, string name)
    {
        var (lane, matrix) = (Find(node.Input(0)), Weight(node.Input(1)));
        PictureOperators.Expect(!lane.IsPicture && matrix.Shape is [_, _] && matrix.Shape[0] == lane.Shape[^1], node.Name, "a matrix for its row");
        PictureOperators.Expect(!node.Flag("transpose_a") && !node.Flag("transpose_b"), node.Name, "plain matrices");
        var fused = node.Texts("fused_ops");
        List<string> gemm = [lane.Name, graph.Constant<float>($"{matrix.Name}/matrix", matrix.Values, matrix.Shape[0], matrix.Shape[1])];
        if (fused is ["BiasAdd", ..])
        {
            var bias = Weight(node.Input(2));
            gemm.Add(graph.Constant<float>($"{bias.Name}/bias", bias.Values, bias.Values.Length));
            fused = fused[1..];
        }

        PictureOperators.Expect(fused is [] or ["Relu"], node.Name, "an ending that is supported");
        var result = new Lane(graph.Node("Gemm", fused is [] ? name : $"{name}/linear", gemm), [1, matrix.Shape[1]]);
        return fused is [] ? result : operators.Elementwise("Relu", name, result);
    }

    /// <summary>Nodes keep their names for the outputs of the graph.</summary>
    private static string Inner(string name) => $"{name}/inner";

    private IEnumerable<string> OutputNames()
    {
        var signature = root.Find("signature") ?? root.Find("userDefinedMetadata")?.Find("signature");
        var outputs = (signature ?? throw new ModelFormatException("The model does not name its outputs.")).Get("outputs");
        return outputs.ValueKind == JsonValueKind.Object
            ? outputs.EnumerateObject().Select(output => GraphNode.Plain(output.Value.Get("name").Text())).Distinct()
            : throw new ModelFormatException("The model does not name its outputs.");
    }

    private Lane Find(string name) =>
        lanes.GetValueOrDefault(name) ?? throw new ModelFormatException($"'{name}' is a constant where a computed tensor belongs.");

    private TfjsTensor Weight(string name) =>
        weights.GetValueOrDefault(name) ?? throw new ModelFormatException($"The weight '{name}' is missing.");
}
