namespace LinlyTalker.Native.Onnx;

/// <summary><c>ONNXTensorElementDataType</c>; the numbers are those of TensorProto.DataType too.</summary>
public enum OrtElementType
{
    Undefined = 0,
    Float32 = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Float16 = 10,
    Float64 = 11,
    UInt32 = 12,
    UInt64 = 13,
    BFloat16 = 16,
}

public static class OrtElementTypes
{
    /// <summary>Bytes of one element.</summary>
    /// <exception cref="ArgumentException">Elements of this type have no fixed size here.</exception>
    public static int Size(this OrtElementType type) => type switch
    {
        OrtElementType.UInt8 or OrtElementType.Int8 or OrtElementType.Bool => 1,
        OrtElementType.UInt16 or OrtElementType.Int16 or OrtElementType.Float16 or OrtElementType.BFloat16 => 2,
        OrtElementType.Float32 or OrtElementType.Int32 or OrtElementType.UInt32 => 4,
        OrtElementType.Float64 or OrtElementType.Int64 or OrtElementType.UInt64 => 8,
        _ => throw new ArgumentException($"Tensors of {type} are not supported."),
    };

    /// <summary>The element type that a C# type is stored as.</summary>
    public static OrtElementType Of<T>()
        where T : unmanaged => default(T) switch
        {
            float => OrtElementType.Float32,
            byte => OrtElementType.UInt8,
            sbyte => OrtElementType.Int8,
            ushort => OrtElementType.UInt16,
            short => OrtElementType.Int16,
            int => OrtElementType.Int32,
            long => OrtElementType.Int64,
            bool => OrtElementType.Bool,
            Half => OrtElementType.Float16,
            double => OrtElementType.Float64,
            uint => OrtElementType.UInt32,
            ulong => OrtElementType.UInt64,
            _ => throw new ArgumentException($"{typeof(T).Name} is not an element type of tensors."),
        };
}
