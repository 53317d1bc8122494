using System.Runtime.InteropServices;
using static LinlyTalker.Native.Onnx.OrtLibrary;

namespace LinlyTalker.Native.Onnx;

/// <summary>One input or output of a model.</summary>
/// <param name="Shape">-1 where the side is free.</param>
/// <param name="Symbols">The name of each side, empty where it has none.</param>
public sealed record TensorInfo(
    string Name,
    OrtElementType Type,
    IReadOnlyList<long> Shape,
    IReadOnlyList<string> Symbols)
{
    public override string ToString() =>
        $"{Name}: {Type} ({string.Join(", ", Shape.Select((side, i) => side >= 0 ? $"{side}" : Symbols[i].Length > 0 ? Symbols[i] : "?"))})";

    /// <summary>Reads <c>OrtTypeInfo</c>; anything but a tensor has no shape and type Undefined.</summary>
    internal static unsafe TensorInfo Read(string name, nint typeInfo)
    {
        nint info;
        Check(Api->CastTypeInfoToTensorInfo(typeInfo, &info), $"read the type of '{name}'");
        if (info == 0)
        {
            return new TensorInfo(name, OrtElementType.Undefined, [], []);
        }

        var (type, shape) = TypeAndShape(info);
        var names = stackalloc byte*[shape.Length + 1];
        Check(Api->GetSymbolicDimensions(info, names, (nuint)shape.Length), $"read the sides of '{name}'");
        var symbols = new string[shape.Length];
        for (var i = 0; i < symbols.Length; i++)
        {
            symbols[i] = Marshal.PtrToStringUTF8((nint)names[i]) ?? "";
        }

        return new TensorInfo(name, type, shape, symbols);
    }

    internal static unsafe (OrtElementType Type, long[] Shape) TypeAndShape(nint info)
    {
        int type;
        nuint rank;
        Check(Api->GetTensorElementType(info, &type), "read an element type");
        Check(Api->GetDimensionsCount(info, &rank), "read a rank");
        var shape = new long[(int)rank];
        fixed (long* sides = shape)
        {
            Check(Api->GetDimensions(info, sides, rank), "read a shape");
        }

        return ((OrtElementType)type, shape);
    }
}
