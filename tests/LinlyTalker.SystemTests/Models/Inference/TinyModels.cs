using LinlyTalker.Models.Onnx;

namespace LinlyTalker.SystemTests.Models.Inference;

/// <summary>Models of a few bytes, written by hand.</summary>
internal static class TinyModels
{
    /// <summary>y = x · w + b, for x (N, 3) and y (N, 2), with metadata.</summary>
    public static byte[] Linear()
    {
        var graph = new GraphBuilder();
        graph.Constant<float>("w", [1, 2, 3, 4, 5, 6], 3, 2);
        graph.Constant<float>("b", [0.5f, -0.5f], 2);
        graph.Node("MatMul", "xw", ["x", "w"]);
        graph.Node("Add", "y", ["xw", "b"]);
        var model = graph.ToModel([OnnxValueInfo.Float32("x", "N", 3)], [OnnxValueInfo.Float32("y", "N", 2)]);
        model.Metadata["sample_rate"] = "16000";
        model.Metadata["说"] = "你好";
        return OnnxWriter.ToBytes(model);
    }

    /// <summary>total' = total + x: a net that remembers.</summary>
    public static byte[] Sum()
    {
        var graph = new GraphBuilder();
        graph.Node("Add", "next", ["total", "x"]);
        return OnnxWriter.ToBytes(graph.ToModel(
            [OnnxValueInfo.Float32("x", 4), OnnxValueInfo.Float32("total", 4)],
            [OnnxValueInfo.Float32("next", 4)]));
    }

    /// <summary>Multiplies a matrix (n, n) by itself many times: takes minutes for n = 2000 and is stopped between steps.</summary>
    public static byte[] Endless()
    {
        var graph = new GraphBuilder();
        var last = "x";
        for (var i = 0; i < 5000; i++)
        {
            last = graph.Node("MatMul", $"x{i}", [last, "x"]);
        }

        return OnnxWriter.ToBytes(graph.ToModel([OnnxValueInfo.Float32("x", "n", "n")], [OnnxValueInfo.Float32(last, "n", "n")]));
    }
}
