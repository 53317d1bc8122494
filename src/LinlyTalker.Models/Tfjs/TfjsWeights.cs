using System.Buffers.Binary;
using System.Text.Json;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Tfjs;

/// <summary>
/// Reads the weights of a manifest: the shards of a group are one run of bytes, in which the weights follow each other
/// without alignment, float16 or quantised to <c>scale · q + min</c> where the manifest says so.
/// </summary>
internal static class TfjsWeights
{
    /// <summary>Of all shards of a group together.</summary>
    public const long MaximumBytes = 1L << 30;

    private delegate float Decoder(ReadOnlySpan<byte> bytes);

    /// <param name="read">Gives the bytes of a shard by the name in the manifest.</param>
    public static Dictionary<string, TfjsTensor> Read(JsonElement manifest, Func<string, byte[]> read)
    {
        var weights = new Dictionary<string, TfjsTensor>(StringComparer.Ordinal);
        foreach (var group in manifest.Items())
        {
            var bytes = Join(group.Get("paths").Items().Select(path => read(path.Text())));
            var rest = bytes.AsSpan();
            foreach (var entry in group.Get("weights").Items())
            {
                var tensor = Decode(entry, ref rest);
                weights[tensor.Name] = tensor;
            }

            if (!rest.IsEmpty)
            {
                throw new ModelFormatException($"The weight files hold {rest.Length} bytes more than the manifest names.");
            }
        }

        return weights;
    }

    private static byte[] Join(IEnumerable<byte[]> shards)
    {
        using var all = new MemoryStream();
        foreach (var shard in shards)
        {
            if (all.Length + shard.Length > MaximumBytes)
            {
                throw new ModelFormatException($"The weight files hold more than {MaximumBytes >> 20} MB.");
            }

            all.Write(shard);
        }

        return all.ToArray();
    }

    private static TfjsTensor Decode(JsonElement entry, ref Span<byte> rest)
    {
        var name = entry.Get("name").Text();
        var shape = entry.Get("shape").Integers();
        var quantization = entry.Find("quantization");
        var stored = (quantization ?? entry).Get("dtype").Text();
        var (size, decode) = DecoderOf(stored, name);

        var count = 1L;
        foreach (var side in shape)
        {
            // Checked at each side, so that the product cannot overflow on the way.
            count *= side;
            if (side < 0 || count * size > rest.Length)
            {
                throw new ModelFormatException($"The weight '{name}' of shape ({string.Join(", ", shape)}) needs more bytes than the {rest.Length} that are left.");
            }
        }

        if (count * size > rest.Length)
        {
            throw new ModelFormatException($"The weight '{name}' is cut off.");
        }

        var (scale, minimum) = (1.0, 0.0);
        if (quantization is { } mapping && stored != "float16")
        {
            (scale, minimum) = (mapping.Get("scale").Number(), mapping.Get("min").Number());
        }

        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)((decode(rest[(i * size)..]) * scale) + minimum);
        }

        rest = rest[(values.Length * size)..];
        return new TfjsTensor(name, shape, values);
    }

    private static (int Size, Decoder Decode) DecoderOf(string stored, string name) => stored switch
    {
        "float32" => (4, BinaryPrimitives.ReadSingleLittleEndian),
        "int32" => (4, bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        "float16" => (2, bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        "uint16" => (2, bytes => BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        "uint8" or "bool" => (1, bytes => bytes[0]),
        _ => throw new ModelFormatException($"The weight '{name}' is stored as '{stored}', which is not supported."),
    };
}
