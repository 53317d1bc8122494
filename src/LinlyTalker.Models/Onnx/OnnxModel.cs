using LinlyTalker.Models.Protobuf;

namespace LinlyTalker.Models.Onnx;

/// <summary>
/// A model as ONNX's onnx.proto lays it out (<c>ModelProto</c>). What is not named here is kept in <see cref="Others"/>
/// and written again.
/// </summary>
public sealed class OnnxModel
{
    public long IrVersion { get; set; } = 8;

    public string Producer { get; set; } = "";

    /// <summary>Version of the operators by domain; the empty domain is ONNX's own.</summary>
    public Dictionary<string, long> OperatorSets { get; } = new(StringComparer.Ordinal);

    public OnnxGraph Graph { get; set; } = new();

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    public List<ProtoField> Others { get; } = [];
}

/// <summary><c>GraphProto</c>: nodes in an order in which they can run.</summary>
public sealed class OnnxGraph
{
    public string Name { get; set; } = "graph";

    public List<OnnxNode> Nodes { get; } = [];

    public List<OnnxTensor> Initializers { get; } = [];

    public List<OnnxValueInfo> Inputs { get; } = [];

    public List<OnnxValueInfo> Outputs { get; } = [];

    /// <summary>Types of the tensors within; often absent.</summary>
    public List<OnnxValueInfo> Values { get; } = [];

    public List<ProtoField> Others { get; } = [];
}

/// <summary><c>NodeProto</c>. An empty input name stands for an input that is left out.</summary>
public sealed class OnnxNode
{
    public required string Operator { get; init; }

    public string Name { get; init; } = "";

    public string Domain { get; init; } = "";

    public List<string> Inputs { get; init; } = [];

    public List<string> Outputs { get; init; } = [];

    public List<OnnxAttribute> Attributes { get; init; } = [];

    public List<ProtoField> Others { get; init; } = [];
}
