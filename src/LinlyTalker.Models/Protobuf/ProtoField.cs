namespace LinlyTalker.Models.Protobuf;

/// <summary>How a field's value is laid out (protobuf encoding, "wire types").</summary>
public enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}

/// <summary>A field as it lies in the file.</summary>
/// <param name="Number">The field's number in its message.</param>
/// <param name="Scalar">The value of a varint or fixed field, zero-extended.</param>
/// <param name="Bytes">The value of a length-delimited field.</param>
public readonly record struct ProtoField(int Number, WireType Wire, ulong Scalar, ReadOnlyMemory<byte> Bytes);
