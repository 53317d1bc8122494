using System.Text;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Onnx;

/// <summary>
/// What a .onnx file says of itself before its weights: metadata and the names and shapes of what goes in and out. Read
/// by skipping, so that a gigabyte of weights costs a few milliseconds and no memory.
/// </summary>
public sealed class OnnxHead
{
    /// <summary>No name, shape or metadata value comes near this.</summary>
    private const int LargestField = 64 << 20;

    private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);
    private readonly List<OnnxValueInfo> inputs = [];
    private readonly List<OnnxValueInfo> outputs = [];

    private OnnxHead()
    {
    }

    public IReadOnlyDictionary<string, string> Metadata => metadata;

    /// <summary>In the file's order. Old exporters list weights here too.</summary>
    public IReadOnlyList<OnnxValueInfo> Inputs => inputs;

    public IReadOnlyList<OnnxValueInfo> Outputs => outputs;

    /// <exception cref="ModelFormatException">The file cannot be read, is cut off, or is not an ONNX model.</exception>
    public static OnnxHead Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 14);
            return new Walk(file, path).Model();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException($"{path} cannot be read: {error.Message}", error);
        }
    }

    public bool HasInputs(params ReadOnlySpan<string> names) => All(names, inputs);

    public bool HasOutputs(params ReadOnlySpan<string> names) => All(names, outputs);

    private static bool All(ReadOnlySpan<string> names, List<OnnxValueInfo> values)
    {
        foreach (var name in names)
        {
            if (!values.Exists(value => value.Name == name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A way through the file's fields (protobuf.dev, "Encoding"; field numbers of onnx.proto).</summary>
    private sealed class Walk(FileStream file, string path)
    {
        private const int Model7Graph = 7;
        private const int Model14Metadata = 14;
        private const int Graph11Input = 11;
        private const int Graph12Output = 12;

        public OnnxHead Model()
        {
            var head = new OnnxHead();
            var graphs = 0;
            while (file.Position < file.Length)
            {
                var (number, wire) = Key();
                if (number == Model7Graph && wire == 2)
                {
                    graphs++;
                    Graph(head, End(file.Length));
                }
                else if (number == Model14Metadata && wire == 2)
                {
                    var (key, value) = Pair(Bytes(file.Length));
                    head.metadata[key] = value;
                }
                else
                {
                    Skip(wire, file.Length);
                }
            }

            return graphs > 0 ? head : throw Broken("it has no graph");
        }

        private void Graph(OnnxHead head, long end)
        {
            while (file.Position < end)
            {
                var (number, wire) = Key();
                if (number is Graph11Input or Graph12Output && wire == 2)
                {
                    (number == Graph11Input ? head.inputs : head.outputs).Add(OnnxReader.Value(Bytes(end)));
                }
                else
                {
                    Skip(wire, end);
                }
            }
        }

        private static (string Key, string Value) Pair(ReadOnlyMemory<byte> message)
        {
            var reader = new Protobuf.ProtoReader(message);
            var (key, value) = ("", "");
            while (reader.Next(out var field))
            {
                (key, value) = field.Number switch
                {
                    1 => (reader.Text(field), value),
                    // Some exporters put bytes that are no text here; such a value tells nothing.
                    2 => (key, Encoding.UTF8.GetString(reader.Bytes(field).Span)),
                    _ => (key, value),
                };
            }

            return (key, value);
        }

        private (int Number, int Wire) Key()
        {
            var key = Varint();
            return key >> 3 is > 0 and <= 0x1FFFFFFF ? ((int)(key >> 3), (int)(key & 7)) : throw Broken("a field has no number");
        }

        private void Skip(int wire, long end)
        {
            switch (wire)
            {
                case 0:
                    Varint();
                    break;
                case 1:
                    Forward(8, end);
                    break;
                case 2:
                    file.Position = End(end);
                    break;
                case 5:
                    Forward(4, end);
                    break;
                default:
                    throw Broken($"a field has the unknown layout {wire}");
            }
        }

        private void Forward(int bytes, long end) =>
            file.Position = file.Position + bytes <= end ? file.Position + bytes : throw Broken("it is cut off");

        private byte[] Bytes(long end)
        {
            var length = End(end) - file.Position;
            if (length > LargestField)
            {
                throw Broken($"a name takes {length} bytes");
            }

            var bytes = new byte[length];
            file.ReadExactly(bytes);
            return bytes;
        }

        /// <summary>Where the value that begins with its length ends.</summary>
        private long End(long limit)
        {
            var length = Varint();
            return length <= (ulong)Math.Max(0, limit - file.Position)
                ? file.Position + (long)length
                : throw Broken($"a value of {length} bytes is cut off after {Math.Max(0, limit - file.Position)}");
        }

        private ulong Varint()
        {
            var value = 0ul;
            for (var shift = 0; shift < 64; shift += 7)
            {
                var piece = file.ReadByte();
                if (piece < 0)
                {
                    throw Broken("it ends within a number");
                }

                value |= (ulong)(piece & 0x7F) << shift;
                if (piece < 0x80)
                {
                    return value;
                }
            }

            throw Broken("a number has more than ten bytes");
        }

        private ModelFormatException Broken(string what) => new($"{path} is not a whole ONNX model: {what} (byte {file.Position} of {file.Length}).");
    }
}
