using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Models.Tfjs;

/// <summary>Converts a Keras functional model over pictures of any size, as super-resolution nets are.</summary>
internal sealed class LayersModelConverter
{
    private readonly GraphBuilder graph = new();
    private readonly PictureOperators operators;
    private readonly JsonElement config;
    private readonly Dictionary<string, TfjsTensor> weights;
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);
    private readonly List<OnnxValueInfo> inputs = [];

    public LayersModelConverter(JsonElement root, Dictionary<string, TfjsTensor> weights)
    {
        config = root.Get("modelTopology").Get("model_config").Get("config");
        this.weights = weights;
        operators = new PictureOperators(graph);
    }

    public OnnxModel Convert()
    {
        foreach (var layer in config.Get("layers").Items())
        {
            var name = layer.Get("config").Get("name").Text();
            lanes[name] = Layer(layer.Get("class_name").Text(), Inner(name), layer.Get("config"), [.. Sources(layer)]);
        }

        var ends = config.Get("output_layers").Items().Select(FirstName).ToArray();
        PictureOperators.Expect(ends.Length == 1, "output_layers", "one output");
        var output = ends[0];
        var last = operators.ChannelsLast(Find(output), output);
        return graph.ToModel(inputs, [OnnxValueInfo.Float32(output, 1, "height out", "width out", last.Shape[3])]);
    }

    private Lane Layer(string kind, string name, JsonElement settings, Lane[] sources)
    {
        switch (kind)
        {
            case "InputLayer":
                var shape = settings.Get("batch_input_shape").Items().ToArray();
                PictureOperators.Expect(shape.Length == 4, name, "four sides");
                var (input, channels) = (settings.Get("name").Text(), shape[3].Integer());
                inputs.Add(OnnxValueInfo.Float32(input, 1, "height", "width", channels));
                return operators.Input(input, -1, -1, channels);
            case "Conv2D":
                return Convolution(name, settings, One(sources, name));
            case "Activation":
                return Activation(name, settings.Get("activation").Text(), One(sources, name));
            case "ReLU":
                return Activation(name, "relu", One(sources, name));
            case "Concatenate":
                return operators.Concatenate(name, sources);
            case "Add":
                PictureOperators.Expect(sources.Length == 2, name, "two inputs");
                return operators.Elementwise("Add", name, sources[0], sources[1].Name);
            case "UpSampling2D":
                return Enlarge(name, settings, One(sources, name));
            default:
                throw new ModelFormatException($"The layer '{name}' is a {kind}, which is not supported.");
        }
    }

    private Lane Convolution(string name, JsonElement settings, Lane source)
    {
        var own = settings.Get("name").Text();
        var (stride, dilation) = (settings.Get("strides").Integers(), settings.Get("dilation_rate").Integers());
        PictureOperators.Expect(stride is [1, 1] && dilation is [1, 1], name, "steps of one");
        var bias = weights.GetValueOrDefault($"{own}/bias");
        var kernel = weights.GetValueOrDefault($"{own}/kernel")
            ?? throw new ModelFormatException($"The weights of the layer '{own}' are missing.");
        var activation = settings.Get("activation").Text();
        var lane = operators.Convolution(
            activation == "linear" ? name : $"{name}/linear", source, kernel, bias, (1, 1), settings.Get("padding").Text(), depthwise: false);
        return Activation(name, activation, lane);
    }

    private Lane Activation(string name, string kind, Lane source) => kind switch
    {
        "linear" => source,
        "relu" => operators.Elementwise("Relu", name, source),
        _ => throw new ModelFormatException($"The layer '{name}' has the activation '{kind}', which is not supported."),
    };

    /// <summary>Each pixel becomes a block of equal ones.</summary>
    private Lane Enlarge(string name, JsonElement settings, Lane source)
    {
        var size = settings.Get("size").Integers();
        PictureOperators.Expect(size is [> 0, > 0] && settings.Get("interpolation").Text() == "nearest", name, "a size and the kind 'nearest'");
        var scales = graph.Constant<float>($"{name}/scales", [1, 1, size[0], size[1]], 4);
        graph.Node(
            "Resize",
            name,
            [source.Name, "", scales],
            ("mode", "nearest"),
            ("coordinate_transformation_mode", "asymmetric"),
            ("nearest_mode", "floor"));
        return source with { Name = name };
    }

    /// <summary>The layer's own name is kept for the output of the graph.</summary>
    private static string Inner(string name) => $"{name}/picture";

    private IEnumerable<Lane> Sources(JsonElement layer)
    {
        var calls = layer.Find("inbound_nodes")?.Items().ToArray() ?? [];
        PictureOperators.Expect(calls.Length <= 1, layer.Get("config").Get("name").Text(), "one use");
        return calls.SelectMany(call => call.Items()).Select(source => Find(FirstName(source)));
    }

    private Lane Find(string name) =>
        lanes.GetValueOrDefault(name) ?? throw new ModelFormatException($"There is no layer '{name}' before the one that uses it.");

    private static string FirstName(JsonElement source) =>
        source.Items().Select(part => (JsonElement?)part).FirstOrDefault()?.Text()
        ?? throw new ModelFormatException("A layer names no source.");

    private static Lane One(Lane[] sources, string name)
    {
        PictureOperators.Expect(sources.Length == 1, name, "one input");
        return sources[0];
    }
}
