namespace LinlyTalker.Models.Onnx;

/// <summary><c>AttributeProto.AttributeType</c>, as far as attributes are read here.</summary>
internal enum OnnxAttributeType
{
    Undefined = 0,
    Float = 1,
    Int = 2,
    String = 3,
    Tensor = 4,
    Graph = 5,
    Floats = 6,
    Ints = 7,
}
