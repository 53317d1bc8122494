using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Protobuf;
using LinlyTalker.Native.Onnx;

namespace LinlyTalker.Models.Onnx;

/// <summary>Reads .onnx files into objects; tensors stay slices of the file's bytes.</summary>
public static class OnnxReader
{
    /// <exception cref="ModelMissingException">There is no such file.</exception>
    /// <exception cref="ModelFormatException">The file is not an ONNX model.</exception>
    public static OnnxModel Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelMissingException($"There is no model at {path}. Fetch it with: linly models pull");
        }

        try
        {
            return Read(File.ReadAllBytes(path));
        }
        catch (ModelFormatException error)
        {
            throw new ModelFormatException($"{path} is not an ONNX model. {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <exception cref="ModelFormatException">The bytes are not an ONNX model.</exception>
    public static OnnxModel Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        var model = new OnnxModel { IrVersion = 0 };
        var graphs = 0;
        while (reader.Next(out var field))
        {
            switch (field.Number)
            {
                case 1:
                    model.IrVersion = reader.Int64(field);
                    break;
                case 2:
                    model.Producer = reader.Text(field);
                    break;
                case 7:
                    model.Graph = Graph(reader.Message(field));
                    graphs++;
                    break;
                case 8:
                    var (domain, version) = OperatorSet(reader.Message(field));
                    model.OperatorSets[domain] = version;
                    break;
                case 14:
                    var (key, value) = Pair(reader.Message(field));
                    model.Metadata[key] = value;
                    break;
                default:
                    model.Others.Add(field);
                    break;
            }
        }

        return graphs == 1
            ? model
            : throw new ModelFormatException($"An ONNX model has one graph; here are {graphs}.");
    }

    private static OnnxGraph Graph(ProtoReader reader)
    {
        var graph = new OnnxGraph();
        while (reader.Next(out var field))
        {
            switch (field.Number)
            {
                case 1:
                    graph.Nodes.Add(Node(reader.Message(field)));
                    break;
                case 2:
                    graph.Name = reader.Text(field);
                    break;
                case 5:
                    graph.Initializers.Add(Tensor(reader.Message(field)));
                    break;
                case 11:
                    graph.Inputs.Add(Value(reader.Message(field)));
                    break;
                case 12:
                    graph.Outputs.Add(Value(reader.Message(field)));
                    break;
                case 13:
                    graph.Values.Add(Value(reader.Message(field)));
                    break;
                default:
                    graph.Others.Add(field);
                    break;
            }
        }

        return graph;
    }

    private static OnnxNode Node(ProtoReader reader)
    {
        string op = "", name = "", domain = "";
        var (inputs, outputs) = (new List<string>(), new List<string>());
        var (attributes, others) = (new List<OnnxAttribute>(), new List<ProtoField>());
        while (reader.Next(out var field))
        {
            switch (field.Number)
            {
                case 1:
                    inputs.Add(reader.Text(field));
                    break;
                case 2:
                    outputs.Add(reader.Text(field));
                    break;
                case 3:
                    name = reader.Text(field);
                    break;
                case 4:
                    op = reader.Text(field);
                    break;
                case 5:
                    attributes.Add(Attribute(reader.Message(field)));
                    break;
                case 7:
                    domain = reader.Text(field);
                    break;
                default:
                    others.Add(field);
                    break;
            }
        }

        return new OnnxNode
        {
            Operator = op, Name = name, Domain = domain, Inputs = inputs, Outputs = outputs, Attributes = attributes, Others = others,
        };
    }

    private static OnnxAttribute Attribute(ProtoReader reader)
    {
        var name = "";
        object? value = null;
        var (integers, numbers) = (new List<long>(), new List<float>());
        var (others, type) = (new List<ProtoField>(), OnnxAttributeType.Undefined);
        while (reader.Next(out var field))
        {
            switch (field.Number)
            {
                case 1:
                    name = reader.Text(field);
                    break;
                case 2:
                    value = reader.Float32(field);
                    break;
                case 3:
                    value = reader.Int64(field);
                    break;
                case 4:
                    value = reader.Bytes(field);
                    break;
                case 5:
                    value = Tensor(reader.Message(field));
                    break;
                case 6:
                    value = Graph(reader.Message(field));
                    break;
                case 7:
                    reader.Float32s(field, numbers);
                    break;
                case 8:
                    reader.Int64s(field, integers);
                    break;
                case 20:
                    type = (OnnxAttributeType)reader.Int64(field);
                    break;
                default:
                    others.Add(field);
                    break;
            }
        }

        // An empty list writes no field of its own: only the type tells it from a missing value.
        value = type switch
        {
            OnnxAttributeType.Ints => integers.ToArray(),
            OnnxAttributeType.Floats => numbers.ToArray(),
            OnnxAttributeType.Int => value ?? 0L,
            OnnxAttributeType.Float => value ?? 0f,
            OnnxAttributeType.String => value ?? ReadOnlyMemory<byte>.Empty,
            _ => value,
        };
        if (value is null && type != OnnxAttributeType.Undefined)
        {
            others.Add(new ProtoField(20, WireType.Varint, (ulong)type, default));
        }

        return new OnnxAttribute { Name = name, Value = value, Others = others };
    }

    private static OnnxTensor Tensor(ProtoReader reader)
    {
        var name = "";
        var type = OrtElementType.Undefined;
        var raw = ReadOnlyMemory<byte>.Empty;
        var (shape, others) = (new List<long>(), new List<ProtoField>());
        while (reader.Next(out var field))
        {
            switch (field.Number)
            {
                case 1:
                    reader.Int64s(field, shape);
                    break;
                case 2:
                    type = (OrtElementType)reader.Int64(field);
                    break;
                case 8:
                    name = reader.Text(field);
                    break;
                case 9:
                    raw = reader.Bytes(field);
                    break;
                default:
                    others.Add(field);
                    break;
            }
        }

        return new OnnxTensor { Name = name, Type = type, Shape = shape, Raw = raw, Others = others };
    }

    internal static OnnxValueInfo Value(ReadOnlyMemory<byte> message) => Value(new ProtoReader(message));

    private static OnnxValueInfo Value(ProtoReader reader)
    {
        var name = "";
        var others = new List<ProtoField>();
        var (type, shape) = (OrtElementType.Undefined, (IReadOnlyList<OnnxSide>?)null);
        while (reader.Next(out var field))
        {
            switch (field.Number)
            {
                case 1:
                    name = reader.Text(field);
                    break;
                case 2 when TensorTypeReader.TryRead(reader.Message(field), out var elements, out var sides):
                    (type, shape) = (elements, sides);
                    break;
                default:
                    others.Add(field);
                    break;
            }
        }

        return new OnnxValueInfo(name, type, shape, others);
    }

    private static (string Domain, long Version) OperatorSet(ProtoReader reader)
    {
        var (domain, version) = ("", 0L);
        while (reader.Next(out var field))
        {
            (domain, version) = field.Number switch
            {
                1 => (reader.Text(field), version),
                2 => (domain, reader.Int64(field)),
                _ => (domain, version),
            };
        }

        return (domain, version);
    }

    private static (string Key, string Value) Pair(ProtoReader reader)
    {
        var (key, value) = ("", "");
        while (reader.Next(out var field))
        {
            (key, value) = field.Number switch
            {
                1 => (reader.Text(field), value),
                2 => (key, reader.Text(field)),
                _ => (key, value),
            };
        }

        return (key, value);
    }
}
