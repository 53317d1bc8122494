using System.Globalization;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Onnx;
using LinlyTalker.Models.Protobuf;
using LinlyTalker.Native.Onnx;

namespace LinlyTalker.Tests.Models.Onnx;

public class OnnxFileTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        var model = Sample();
        var again = OnnxReader.Read(OnnxWriter.ToBytes(model));

        Assert.Equal(8, again.IrVersion);
        Assert.Equal("linlytalker", again.Producer);
        Assert.Equal(13, again.OperatorSets[""]);
        Assert.Equal("你好", again.Metadata["greeting"]);
        Assert.Equal(["Conv", "Relu"], again.Graph.Nodes.Select(node => node.Operator));
        Assert.Equal(["x", "w", ""], again.Graph.Nodes[0].Inputs);
        Assert.Equal(new long[] { 0, 1, 0, 1 }, again.Graph.Nodes[0].Attributes[0].Value);
        Assert.Equal(-3L, again.Graph.Nodes[0].Attributes[1].Value);
        Assert.Equal(0.25f, again.Graph.Nodes[0].Attributes[2].Value);
        Assert.Equal("SAME"u8.ToArray(), ((ReadOnlyMemory<byte>)again.Graph.Nodes[0].Attributes[3].Value!).ToArray());
        var weights = Assert.Single(again.Graph.Initializers);
        Assert.Equal((OrtElementType.Float32, "2, 3"), (weights.Type, string.Join(", ", weights.Shape)));
        Assert.Equal([1, 2, 3, 4, 5, 6.5f], weights.Float32s());
        var input = Assert.Single(again.Graph.Inputs);
        Assert.Equal(["batch", "", ""], input.Shape!.Select(side => side.Symbol));
        Assert.Equal([-1, 3, -1], input.Shape!.Select(side => side.Size));
    }

    [Fact]
    public void Writing_twice_gives_the_same_bytes()
    {
        var first = OnnxWriter.ToBytes(Sample());

        Assert.Equal(first, OnnxWriter.ToBytes(OnnxReader.Read(first)));
    }

    /// <summary>The bytes were assembled by hand from onnx.proto and the protobuf encoding, field by field.</summary>
    [Fact]
    public void A_model_lies_in_the_file_as_onnx_proto_says()
    {
        var graph = new GraphBuilder();
        graph.Node("Neg", "y", ["x"]);
        var bytes = OnnxWriter.ToBytes(graph.ToModel([OnnxValueInfo.Float32("x", 2, "n")], [OnnxValueInfo.Int64("y")]));

        Assert.Equal(
            "08 08 12 0B 6C 69 6E 6C 79 74 61 6C 6B 65 72"               // ir_version 8, producer
            + " 3A 3E"                                                   // graph, 62 bytes
            + " 0A 12 0A 01 78 12 01 79 1A 05 79 3A 4E 65 67 22 03 4E 65 67" // node: x, y, "y:Neg", Neg
            + " 12 05 67 72 61 70 68"                                    // name
            + " 5A 14 0A 01 78 12 0F 0A 0D 08 01 12 09 0A 02 08 02 0A 03 12 01 6E" // input x: float (2, n)
            + " 62 0B 0A 01 79 12 06 0A 04 08 07 12 00"                   // output y: int64, a scalar
            + " 42 04 0A 00 10 0D",                                      // operator set "" 13
            string.Join(' ', bytes.Select(value => value.ToString("X2", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Fields_that_are_not_known_here_are_kept_wherever_they_are()
    {
        var node = new ProtoWriter().Text(1, "x").Text(4, "Neg").Text(6, "a note").Int64(99, 7)
            .Message(5, new ProtoWriter().Text(1, "odd").Text(9, "one").Text(9, "two").Int64(20, 8));
        var sequence = new ProtoWriter().Text(1, "s").Message(2, new ProtoWriter().Message(4, new ProtoWriter()));
        var tensor = new ProtoWriter().Int64(2, 1).Text(8, "t").Float32(4, 1.5f).Text(13, "elsewhere");
        var graph = new ProtoWriter().Message(1, node).Text(2, "g").Message(5, tensor).Message(11, sequence).Float32(77, 2.5f);
        var file = new ProtoWriter().Int64(1, 9).Message(7, graph).Text(3, "version of the producer").ToArray();

        var again = OnnxReader.Read(OnnxWriter.ToBytes(OnnxReader.Read(file)));

        Assert.Equal(3, Assert.Single(again.Others).Number);
        Assert.Equal([6, 99], again.Graph.Nodes[0].Others.Select(field => field.Number));
        Assert.Equal([9, 9, 20], again.Graph.Nodes[0].Attributes[0].Others.Select(field => field.Number));
        Assert.Equal([4, 13], again.Graph.Initializers[0].Others.Select(field => field.Number));
        Assert.Equal([2], again.Graph.Inputs[0].Others!.Select(field => field.Number));
        Assert.Equal(77, Assert.Single(again.Graph.Others).Number);
    }

    [Fact]
    public void Numbers_are_read_from_typed_fields_too_packed_or_not()
    {
        var packed = new ProtoWriter().Int64(1, 3).Int64(2, 7).Text(8, "p").Bytes(7, new byte[] { 1, 0xAC, 0x02, 5 });
        var single = new ProtoWriter().Int64(1, 2).Int64(2, 1).Text(8, "q").Float32(4, 1.5f).Float32(4, -2);
        var file = new ProtoWriter().Message(7, new ProtoWriter().Message(5, packed).Message(5, single)).ToArray();

        var tensors = OnnxReader.Read(file).Graph.Initializers;

        Assert.Equal(new long[] { 1, 300, 5 }, tensors[0].Int64s());
        Assert.Equal([1.5f, -2f], tensors[1].Float32s());
        Assert.Throws<ModelFormatException>(() => tensors[0].Float32s());
    }

    [Fact]
    public void A_tensor_with_too_few_numbers_for_its_shape_is_refused()
    {
        var tensor = new OnnxTensor { Name = "w", Type = OrtElementType.Float32, Shape = [1L << 40, 1L << 40], Raw = new byte[8] };

        Assert.Contains("'w'", Assert.Throws<ModelFormatException>(() => tensor.Float32s()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_nests_without_end_is_refused()
    {
        var writer = new ProtoWriter().Text(2, "innermost");
        for (var i = 0; i < 100; i++)
        {
            // A graph in an attribute of a node of a graph.
            writer = new ProtoWriter().Message(1, new ProtoWriter().Message(5, new ProtoWriter().Message(6, writer)));
        }

        var error = Assert.Throws<ModelFormatException>(() => OnnxReader.Read(new ProtoWriter().Message(7, writer).ToArray()));
        Assert.Contains("nested deeper", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_file_of_a_great_many_messages_is_refused()
    {
        // Empty attributes of one node, two bytes each.
        var attributes = new byte[2_100_000];
        for (var i = 0; i < attributes.Length; i += 2)
        {
            attributes[i] = (5 << 3) | 2;
        }

        var file = new ProtoWriter().Message(7, new ProtoWriter().Bytes(1, attributes)).ToArray();

        var error = Assert.Throws<ModelFormatException>(() => OnnxReader.Read(file));
        Assert.Contains("more than 1000000 messages", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_file_is_never_more_than_a_format_error()
    {
        Broken.NeverSurprise(Broken.Copies(OnnxWriter.ToBytes(Sample())), Read, 5000);
        Broken.NeverSurprise(Broken.Noise(), Read);

        static void Read(byte[] file)
        {
            var model = OnnxReader.Read(file);
            OnnxWriter.ToBytes(model);
            model.Graph.Initializers.ForEach(tensor => tensor.Float32s());
        }
    }

    [Fact]
    public void A_file_is_named_in_its_error()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "no model");
        Assert.Contains(path, Assert.Throws<ModelFormatException>(() => OnnxReader.Read(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
        Assert.Contains(path, Assert.Throws<ModelMissingException>(() => OnnxReader.Read(path)).Message, StringComparison.Ordinal);
    }

    internal static OnnxModel Sample()
    {
        var graph = new GraphBuilder();
        graph.Constant<float>("w", [1, 2, 3, 4, 5, 6.5f], 2, 3);
        graph.Node("Conv", "h", ["x", "w", ""], ("pads", [0, 1, 0, 1]), ("a", -3L), ("b", 0.25f), ("auto_pad", "SAME"), ("none", []));
        graph.Node("Relu", "y", ["h"]);
        var model = graph.ToModel([OnnxValueInfo.Float32("x", "batch", 3, "")], [OnnxValueInfo.Float32("y", "batch", 3)]);
        model.Metadata["greeting"] = "你好";
        return model;
    }
}
