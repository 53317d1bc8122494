using LinlyTalker.Models.Protobuf;
using LinlyTalker.Native.Onnx;

namespace LinlyTalker.Models.Onnx;

/// <summary>One side of a shape: a number, or free and perhaps named.</summary>
/// <param name="Size">-1 where it is free.</param>
/// <param name="Symbol">Sides of one symbol are equal.</param>
public readonly record struct OnnxSide(long Size, string Symbol = "")
{
    public static implicit operator OnnxSide(long size) => new(size);

    public static implicit operator OnnxSide(string symbol) => new(-1, symbol);
}

/// <summary><c>ValueInfoProto</c>: the name and type of a tensor.</summary>
/// <param name="Name">The name that nodes use.</param>
/// <param name="Type">Undefined where the type is not a tensor (then <paramref name="Others"/> holds it) or unknown.</param>
/// <param name="Shape">Null where even the rank is unknown.</param>
/// <param name="Others">Fields that are not named here, written again as they were.</param>
public sealed record OnnxValueInfo(
    string Name,
    OrtElementType Type = OrtElementType.Undefined,
    IReadOnlyList<OnnxSide>? Shape = null,
    IReadOnlyList<ProtoField>? Others = null)
{
    public static OnnxValueInfo Float32(string name, params OnnxSide[] shape) => new(name, OrtElementType.Float32, shape);

    public static OnnxValueInfo Int64(string name, params OnnxSide[] shape) => new(name, OrtElementType.Int64, shape);
}
