using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Models.Tfjs;

/// <summary>Writes the operators that both kinds of model share; kernels are turned to ONNX's order of sides.</summary>
internal sealed class PictureOperators(GraphBuilder graph)
{
    private static readonly long[] ToChannelsFirst = [0, 3, 1, 2];
    private static readonly long[] ToChannelsLast = [0, 2, 3, 1];

    public Lane Input(string name, long height, long width, long channels) => Lane.Picture(
        graph.Node("Transpose", $"{name}/channels-first", [name], ("perm", ToChannelsFirst)), channels, height, width);

    /// <summary>The picture as TensorFlow has it, (batch, height, width, channels).</summary>
    public Lane ChannelsLast(Lane lane, string output) =>
        new(graph.Node("Transpose", output, [lane.Name], ("perm", ToChannelsLast)), [1, lane.Height, lane.Width, lane.Channels]);

    /// <param name="kernel">(height, width, in, out), or for depthwise (height, width, in, multiplier).</param>
    public Lane Convolution(string output, Lane lane, TfjsTensor kernel, TfjsTensor? bias, (int Y, int X) stride, string padding, bool depthwise)
    {
        Expect(lane.IsPicture && kernel.Shape is [> 0, > 0, _, _] && kernel.Shape[2] == lane.Channels, output, "a kernel that fits its input");
        var (height, width, inside) = (kernel.Shape[0], kernel.Shape[1], kernel.Shape[2]);
        var outside = depthwise ? inside * kernel.Shape[3] : kernel.Shape[3];
        var vertical = Padding.Of(padding, lane.Height, height, stride.Y);
        var horizontal = Padding.Of(padding, lane.Width, width, stride.X);

        List<string> inputs = [lane.Name, KernelConstant(kernel, depthwise)];
        if (bias is not null)
        {
            Expect(bias.Values.Length == outside, output, "a bias for each channel");
            inputs.Add(graph.Constant<float>($"{bias.Name}/bias", bias.Values, outside));
        }

        graph.Node(
            "Conv",
            output,
            inputs,
            ("kernel_shape", [height, width]),
            ("strides", [stride.Y, stride.X]),
            ("pads", [vertical.Begin, horizontal.Begin, vertical.End, horizontal.End]),
            ("group", depthwise ? inside : 1L));
        return Lane.Picture(output, outside, vertical.Output, horizontal.Output);
    }

    public Lane MaxPool(string output, Lane lane, (int Y, int X) window, (int Y, int X) stride, string padding)
    {
        Expect(lane.IsPicture, output, "a picture");
        var vertical = Padding.Of(padding, lane.Height, window.Y, stride.Y);
        var horizontal = Padding.Of(padding, lane.Width, window.X, stride.X);
        graph.Node(
            "MaxPool",
            output,
            [lane.Name],
            ("kernel_shape", [window.Y, window.X]),
            ("strides", [stride.Y, stride.X]),
            ("pads", [vertical.Begin, horizontal.Begin, vertical.End, horizontal.End]));
        return Lane.Picture(output, lane.Channels, vertical.Output, horizontal.Output);
    }

    /// <param name="slopes">One for each channel; the slope itself, whatever its name says of a sign.</param>
    public Lane ParametricRelu(string output, Lane lane, TfjsTensor slopes)
    {
        Expect(lane.IsPicture && slopes.Values.Length == lane.Channels, output, "a slope for each channel");
        var constant = graph.Constant<float>($"{slopes.Name}/slopes", slopes.Values, lane.Channels, 1, 1);
        return lane with { Name = graph.Node("PRelu", output, [lane.Name, constant]) };
    }

    public Lane Concatenate(string output, IReadOnlyList<Lane> lanes)
    {
        Expect(lanes.Count > 0 && lanes.All(lane => lane.IsPicture), output, "pictures");
        graph.Node("Concat", output, lanes.Select(lane => lane.Name), ("axis", 1L));
        return Lane.Picture(output, lanes.Sum(lane => lane.Channels), lanes[0].Height, lanes[0].Width);
    }

    public Lane Elementwise(string op, string output, Lane lane, params IEnumerable<string> more) =>
        lane with { Name = graph.Node(op, output, [lane.Name, .. more]) };

    public static void Expect(bool isTrue, string node, string what)
    {
        if (!isTrue)
        {
            throw new ModelFormatException($"The node '{node}' does not have {what}.");
        }
    }

    private string KernelConstant(TfjsTensor kernel, bool depthwise)
    {
        var (height, width, inside, last) = (kernel.Shape[0], kernel.Shape[1], kernel.Shape[2], kernel.Shape[3]);
        var turned = new float[kernel.Values.Length];
        var source = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var i = 0; i < inside; i++)
                {
                    for (var o = 0; o < last; o++)
                    {
                        var row = depthwise ? (i * last) + o : (o * inside) + i;
                        turned[(((row * height) + y) * width) + x] = kernel.Values[source++];
                    }
                }
            }
        }

        return depthwise
            ? graph.Constant<float>($"{kernel.Name}/depthwise", turned, inside * last, 1, height, width)
            : graph.Constant<float>($"{kernel.Name}/kernel", turned, last, inside, height, width);
    }
}
