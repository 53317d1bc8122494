using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;
using LinlyTalker.Models.Protobuf;
using LinlyTalker.Native.Onnx;

namespace LinlyTalker.Models.Onnx;

/// <summary>Writes a model as onnx.proto lays it out.</summary>
public static class OnnxWriter
{
    public static byte[] ToBytes(OnnxModel model) => Model(model).ToArray();

    /// <summary>The file appears whole or not at all.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void Write(OnnxModel model, string path)
    {
        using var pending = new PendingFile(path);
        try
        {
            using var stream = File.Create(pending.TemporaryPath);
            Model(model).WriteTo(stream);
        }
        catch (IOException error)
        {
            throw new InputException($"{path} cannot be written: {error.Message}", error);
        }

        pending.Commit();
    }

    private static ProtoWriter Model(OnnxModel model)
    {
        var writer = new ProtoWriter().Int64(1, model.IrVersion);
        if (model.Producer.Length > 0)
        {
            writer.Text(2, model.Producer);
        }

        writer.Message(7, Graph(model.Graph));
        foreach (var (domain, version) in model.OperatorSets)
        {
            writer.Message(8, new ProtoWriter().Text(1, domain).Int64(2, version));
        }

        foreach (var (key, value) in model.Metadata)
        {
            writer.Message(14, new ProtoWriter().Text(1, key).Text(2, value));
        }

        return Others(writer, model.Others);
    }

    private static ProtoWriter Graph(OnnxGraph graph)
    {
        var writer = new ProtoWriter();
        graph.Nodes.ForEach(node => writer.Message(1, Node(node)));
        writer.Text(2, graph.Name);
        graph.Initializers.ForEach(tensor => writer.Message(5, Tensor(tensor)));
        graph.Inputs.ForEach(value => writer.Message(11, Value(value)));
        graph.Outputs.ForEach(value => writer.Message(12, Value(value)));
        graph.Values.ForEach(value => writer.Message(13, Value(value)));
        return Others(writer, graph.Others);
    }

    private static ProtoWriter Node(OnnxNode node)
    {
        var writer = new ProtoWriter();
        node.Inputs.ForEach(name => writer.Text(1, name));
        node.Outputs.ForEach(name => writer.Text(2, name));
        writer.Text(3, node.Name).Text(4, node.Operator);
        node.Attributes.ForEach(attribute => writer.Message(5, Attribute(attribute)));
        if (node.Domain.Length > 0)
        {
            writer.Text(7, node.Domain);
        }

        return Others(writer, node.Others);
    }

    private static ProtoWriter Attribute(OnnxAttribute attribute)
    {
        var writer = new ProtoWriter().Text(1, attribute.Name);
        switch (attribute.Value)
        {
            case float value:
                Type(OnnxAttributeType.Float).Float32(2, value);
                break;
            case long value:
                Type(OnnxAttributeType.Int).Int64(3, value);
                break;
            case ReadOnlyMemory<byte> value:
                Type(OnnxAttributeType.String).Bytes(4, value);
                break;
            case OnnxTensor value:
                Type(OnnxAttributeType.Tensor).Message(5, Tensor(value));
                break;
            case OnnxGraph value:
                Type(OnnxAttributeType.Graph).Message(6, Graph(value));
                break;
            case float[] values:
                Type(OnnxAttributeType.Floats);
                Array.ForEach(values, value => writer.Float32(7, value));
                break;
            case long[] values:
                Type(OnnxAttributeType.Ints);
                Array.ForEach(values, value => writer.Int64(8, value));
                break;
        }

        return Others(writer, attribute.Others);

        ProtoWriter Type(OnnxAttributeType type) => writer.Int64(20, (long)type);
    }

    private static ProtoWriter Tensor(OnnxTensor tensor)
    {
        var writer = new ProtoWriter();
        foreach (var side in tensor.Shape)
        {
            writer.Int64(1, side);
        }

        writer.Int64(2, (long)tensor.Type).Text(8, tensor.Name);
        if (!tensor.Raw.IsEmpty)
        {
            writer.Bytes(9, tensor.Raw);
        }

        return Others(writer, tensor.Others);
    }

    private static ProtoWriter Value(OnnxValueInfo value)
    {
        var writer = new ProtoWriter().Text(1, value.Name);
        if (value.Type != OrtElementType.Undefined)
        {
            var tensor = new ProtoWriter().Int64(1, (long)value.Type);
            if (value.Shape is not null)
            {
                tensor.Message(2, Shape(value.Shape));
            }

            writer.Message(2, new ProtoWriter().Message(1, tensor));
        }

        return Others(writer, value.Others ?? []);
    }

    private static ProtoWriter Shape(IReadOnlyList<OnnxSide> sides)
    {
        var writer = new ProtoWriter();
        foreach (var side in sides)
        {
            var dimension = new ProtoWriter();
            if (side.Size >= 0)
            {
                dimension.Int64(1, side.Size);
            }
            else if (side.Symbol.Length > 0)
            {
                dimension.Text(2, side.Symbol);
            }

            writer.Message(1, dimension);
        }

        return writer;
    }

    private static ProtoWriter Others(ProtoWriter writer, IReadOnlyList<ProtoField> others)
    {
        foreach (var field in others)
        {
            writer.Field(field);
        }

        return writer;
    }
}
