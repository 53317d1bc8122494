using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Protobuf;
using LinlyTalker.Native.Onnx;

namespace LinlyTalker.Models.Onnx;

/// <summary><c>TensorProto</c>: numbers of the graph itself, such as weights.</summary>
public sealed class OnnxTensor
{
    private const int FloatData = 4;
    private const int Int64Data = 7;

    public required string Name { get; init; }

    public required OrtElementType Type { get; init; }

    public IReadOnlyList<long> Shape { get; init; } = [];

    /// <summary>The elements in row order, little-endian; empty where a field of <see cref="Others"/> holds them.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    public List<ProtoField> Others { get; init; } = [];

    public static OnnxTensor Of<T>(string name, ReadOnlySpan<T> elements, params ReadOnlySpan<long> shape)
        where T : unmanaged => new()
        {
            Name = name,
            Type = OrtElementTypes.Of<T>(),
            Shape = shape.ToArray(),
            Raw = MemoryMarshal.AsBytes(elements).ToArray(),
        };

    /// <exception cref="ModelFormatException">The tensor holds something else, or not as many as its shape says.</exception>
    public float[] Float32s() => Elements<float>(OrtElementType.Float32, FloatData, (reader, field, values) => reader.Float32s(field, values));

    /// <exception cref="ModelFormatException">The tensor holds something else, or not as many as its shape says.</exception>
    public long[] Int64s() => Elements<long>(OrtElementType.Int64, Int64Data, (reader, field, values) => reader.Int64s(field, values));

    private T[] Elements<T>(OrtElementType type, int number, Action<ProtoReader, ProtoField, List<T>> read)
        where T : unmanaged
    {
        if (Type != type)
        {
            throw new ModelFormatException($"The tensor '{Name}' holds {Type}, not {type}.");
        }

        var values = new List<T>();
        if (!Raw.IsEmpty && Raw.Length % Marshal.SizeOf<T>() == 0)
        {
            values.AddRange(MemoryMarshal.Cast<byte, T>(Raw.Span));
        }

        foreach (var field in Others.Where(field => field.Number == number))
        {
            read(new ProtoReader(default), field, values);
        }

        // Compared in Int128: sides come from the file and their product may pass 64 bits.
        var expected = Shape.Aggregate((Int128)1, (product, side) => side < 0 || product > int.MaxValue ? -1 : product * side);
        return values.Count == expected
            ? [.. values]
            : throw new ModelFormatException($"The tensor '{Name}' of shape ({string.Join(", ", Shape)}) holds {values.Count} elements.");
    }
}
