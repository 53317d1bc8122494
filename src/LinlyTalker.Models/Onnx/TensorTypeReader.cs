using LinlyTalker.Models.Protobuf;
using LinlyTalker.Native.Onnx;

namespace LinlyTalker.Models.Onnx;

/// <summary>Reads <c>TypeProto</c> where it is a plain tensor; sequences, maps and optionals are left as they lie.</summary>
internal static class TensorTypeReader
{
    private const int TensorType = 1;

    public static bool TryRead(ProtoReader reader, out OrtElementType type, out IReadOnlyList<OnnxSide>? shape)
    {
        (type, shape) = (OrtElementType.Undefined, null);
        var plain = false;
        while (reader.Next(out var field))
        {
            if (field.Number != TensorType)
            {
                return false;
            }

            var tensor = reader.Message(field);
            while (tensor.Next(out var part))
            {
                switch (part.Number)
                {
                    case 1:
                        type = (OrtElementType)tensor.Int64(part);
                        break;
                    case 2:
                        shape = Shape(tensor.Message(part));
                        break;
                    default:
                        return false;
                }
            }

            plain = true;
        }

        return plain;
    }

    private static List<OnnxSide> Shape(ProtoReader reader)
    {
        var sides = new List<OnnxSide>();
        while (reader.Next(out var field))
        {
            if (field.Number != 1)
            {
                continue;
            }

            var side = new OnnxSide(-1);
            var dimension = reader.Message(field);
            while (dimension.Next(out var part))
            {
                side = part.Number switch
                {
                    1 => new OnnxSide(dimension.Int64(part)),
                    2 => new OnnxSide(-1, dimension.Text(part)),
                    _ => side,
                };
            }

            sides.Add(side);
        }

        return sides;
    }
}
