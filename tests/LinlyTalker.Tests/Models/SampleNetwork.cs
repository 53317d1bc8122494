using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Tests.Models;

/// <summary>A network of nothing but its head: names, shapes, metadata, and one weight.</summary>
internal sealed class SampleNetwork
{
    public Dictionary<string, string> Metadata { get; } = [];

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    /// <summary>Inputs with shapes.</summary>
    public List<OnnxValueInfo> Shaped { get; } = [];

    public void Write(string path)
    {
        var graph = new GraphBuilder();
        graph.Constant<float>("weight", [1, 2, 3], 3);
        var model = graph.ToModel(
            [.. Inputs.Select(name => OnnxValueInfo.Float32(name, "N")), .. Shaped],
            Outputs.Select(name => OnnxValueInfo.Float32(name, "N")));
        foreach (var (key, value) in Metadata)
        {
            model.Metadata[key] = value;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        OnnxWriter.Write(model, path);
    }
}
