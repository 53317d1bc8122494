using System.Runtime.InteropServices;
using System.Text;

namespace LinlyTalker.Tests.Models.Tfjs;

/// <summary>TensorFlow.js models of a few numbers, written by hand.</summary>
internal static class TfjsSamples
{
    /// <summary>A 3 × 3 convolution with steps of two over a picture of 4 × 5, a bias and a Relu, then a row.</summary>
    public const string Graph = """
        {
          "format": "graph-model",
          "signature": {"inputs": {}, "outputs": {"out": {"name": "Identity:0"}}},
          "modelTopology": {"node": [
            {"name": "Identity", "op": "Identity", "input": ["row"]},
            {"name": "row", "op": "Reshape", "input": ["conv", "shape"]},
            {"name": "conv", "op": "_FusedConv2D", "input": ["input", "kernel", "bias"], "attr": {
              "strides": {"list": {"i": ["1", "2", "2", "1"]}}, "dilations": {"list": {"i": ["1", "1", "1", "1"]}},
              "padding": {"s": "U0FNRQ=="}, "fused_ops": {"list": {"s": ["Qmlhc0FkZA==", "UmVsdQ=="]}}}},
            {"name": "input", "op": "Placeholder", "attr": {"shape": {"shape": {"dim": [{"size": "-1"}, {"size": "4"}, {"size": "5"}, {"size": "1"}]}}}},
            {"name": "kernel", "op": "Const"}, {"name": "bias", "op": "Const"}, {"name": "shape", "op": "Const"}
          ]},
          "weightsManifest": [{"paths": ["a.bin", "b.bin"], "weights": [
            {"name": "kernel", "shape": [3, 3, 1, 2], "dtype": "float32", "quantization": {"dtype": "uint8", "scale": 0.5, "min": -1}},
            {"name": "bias", "shape": [2], "dtype": "float32", "quantization": {"dtype": "float16"}},
            {"name": "shape", "shape": [2], "dtype": "int32"}
          ]}]
        }
        """;

    /// <summary>A 1 × 1 convolution and an enlargement of two, over pictures of any size.</summary>
    public const string Layers = """
        {
          "format": "layers-model",
          "modelTopology": {"model_config": {"config": {
            "layers": [
              {"class_name": "InputLayer", "config": {"name": "LR", "batch_input_shape": [null, null, null, 1]}, "inbound_nodes": []},
              {"class_name": "Conv2D", "config": {"name": "c", "strides": [1, 1], "dilation_rate": [1, 1], "padding": "same", "activation": "relu"},
               "inbound_nodes": [[["LR", 0, 0, {}]]]},
              {"class_name": "UpSampling2D", "config": {"name": "SR", "size": [2, 2], "interpolation": "nearest"}, "inbound_nodes": [[["c", 0, 0, {}]]]}
            ],
            "output_layers": [["SR", 0, 0]]
          }}},
          "weightsManifest": [{"paths": ["w.bin"], "weights": [{"name": "c/kernel", "shape": [1, 1, 1, 1], "dtype": "float32"}]}]
        }
        """;

    public static byte[] Json(string model) => Encoding.UTF8.GetBytes(model);

    /// <summary>The shards of both models; the cut of the first lies within the kernel.</summary>
    public static byte[] Shard(string name)
    {
        byte[] kernel = [.. Enumerable.Range(0, 18).Select(i => (byte)i)];
        byte[] rest = [.. MemoryMarshal.AsBytes<Half>([(Half)0.5f, (Half)(-2f)]), .. MemoryMarshal.AsBytes<int>([1, -1])];
        return name switch
        {
            "a.bin" => kernel[..10],
            "b.bin" => [.. kernel[10..], .. rest],
            "w.bin" => BitConverter.GetBytes(3f),
            _ => throw new ArgumentException(name),
        };
    }
}
