using System.Diagnostics.CodeAnalysis;
using System.Text;
using LinlyTalker.Models.Protobuf;

namespace LinlyTalker.Models.Onnx;

/// <summary>
/// <c>AttributeProto</c>; its one value is a <c>long</c>, <c>float</c>, <c>ReadOnlyMemory&lt;byte&gt;</c> (text),
/// <c>long[]</c>, <c>float[]</c>, <see cref="OnnxTensor"/> or <see cref="OnnxGraph"/>, or null where it is of a rarer
/// kind, kept in <see cref="Others"/>.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "ONNX calls it an attribute.")]
public sealed class OnnxAttribute
{
    public required string Name { get; init; }

    public object? Value { get; init; }

    public List<ProtoField> Others { get; init; } = [];

    public static implicit operator OnnxAttribute((string Name, long Value) pair) => new() { Name = pair.Name, Value = pair.Value };

    public static implicit operator OnnxAttribute((string Name, float Value) pair) => new() { Name = pair.Name, Value = pair.Value };

    public static implicit operator OnnxAttribute((string Name, long[] Value) pair) => new() { Name = pair.Name, Value = pair.Value };

    public static implicit operator OnnxAttribute((string Name, string Value) pair) =>
        new() { Name = pair.Name, Value = new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(pair.Value)) };
}
