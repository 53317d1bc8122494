using System.Buffers.Binary;
using System.Text;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Protobuf;

/// <summary>
/// Reads the fields of one protobuf message, without copying (encoding: protobuf.dev, "Encoding"). Files come from
/// anywhere, so the readers of one file share a budget of messages: two bytes on disk must not become a megabyte in memory.
/// </summary>
public sealed class ProtoReader
{
    private const int MaximumDepth = 64;
    private const int MaximumMessages = 1_000_000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlyMemory<byte> message;
    private readonly int depth;
    private readonly Budget budget;
    private int position;

    public ProtoReader(ReadOnlyMemory<byte> message)
        : this(message, 0, new Budget())
    {
    }

    private ProtoReader(ReadOnlyMemory<byte> message, int depth, Budget budget)
    {
        this.message = message;
        this.depth = depth;
        this.budget = budget;
    }

    /// <summary>The next field, or false at the end of the message.</summary>
    /// <exception cref="ModelFormatException">The bytes are not a protobuf message.</exception>
    public bool Next(out ProtoField field)
    {
        if (position == message.Length)
        {
            field = default;
            return false;
        }

        var key = Varint();
        var number = key >> 3;
        if (number is 0 or > 0x1FFFFFFF)
        {
            throw Broken($"a field has the number {number}");
        }

        var wire = (WireType)(key & 7);
        field = wire switch
        {
            WireType.Varint => new ProtoField((int)number, wire, Varint(), default),
            WireType.Fixed64 => new ProtoField((int)number, wire, BinaryPrimitives.ReadUInt64LittleEndian(Take(8).Span), default),
            WireType.Fixed32 => new ProtoField((int)number, wire, BinaryPrimitives.ReadUInt32LittleEndian(Take(4).Span), default),
            WireType.Bytes => new ProtoField((int)number, wire, 0, Take(Varint())),
            _ => throw Broken($"field {number} has the unknown layout {(int)wire}"),
        };
        return true;
    }

    /// <summary>A reader of the message inside a field.</summary>
    public ProtoReader Message(in ProtoField field)
    {
        if (depth == MaximumDepth)
        {
            throw Broken($"messages are nested deeper than {MaximumDepth}");
        }

        if (++budget.Messages > MaximumMessages)
        {
            throw Broken($"it has more than {MaximumMessages} messages");
        }

        return new ProtoReader(Bytes(field), depth + 1, budget);
    }

    public ReadOnlyMemory<byte> Bytes(in ProtoField field)
    {
        Expect(field, WireType.Bytes);
        return field.Bytes;
    }

    public string Text(in ProtoField field)
    {
        try
        {
            return StrictUtf8.GetString(Bytes(field).Span);
        }
        catch (DecoderFallbackException error)
        {
            throw Broken($"field {field.Number} is not text in UTF-8", error);
        }
    }

    public long Int64(in ProtoField field)
    {
        Expect(field, WireType.Varint);
        return (long)field.Scalar;
    }

    public float Float32(in ProtoField field)
    {
        Expect(field, WireType.Fixed32);
        return BitConverter.UInt32BitsToSingle((uint)field.Scalar);
    }

    /// <summary>Adds the integers of a repeated field, written one by one or packed.</summary>
    public void Int64s(in ProtoField field, List<long> values)
    {
        if (field.Wire != WireType.Bytes)
        {
            values.Add(Int64(field));
            return;
        }

        var packed = new ProtoReader(field.Bytes, depth, budget);
        while (packed.position < packed.message.Length)
        {
            values.Add((long)packed.Varint());
        }
    }

    /// <summary>Adds the numbers of a repeated field, written one by one or packed.</summary>
    public void Float32s(in ProtoField field, List<float> values)
    {
        if (field.Wire != WireType.Bytes)
        {
            values.Add(Float32(field));
            return;
        }

        if (field.Bytes.Length % sizeof(float) != 0)
        {
            throw Broken($"field {field.Number} does not hold whole numbers of four bytes");
        }

        for (var i = 0; i < field.Bytes.Length; i += sizeof(float))
        {
            values.Add(BinaryPrimitives.ReadSingleLittleEndian(field.Bytes.Span[i..]));
        }
    }

    private ulong Varint()
    {
        var bytes = message.Span;
        var value = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (position == bytes.Length)
            {
                throw Broken("it ends within a number");
            }

            var piece = bytes[position++];
            value |= (ulong)(piece & 0x7F) << shift;
            if (piece < 0x80)
            {
                return value;
            }
        }

        throw Broken("a number has more than ten bytes");
    }

    private ReadOnlyMemory<byte> Take(ulong length)
    {
        if (length > (ulong)(message.Length - position))
        {
            throw Broken($"a value of {length} bytes is cut off after {message.Length - position}");
        }

        var bytes = message.Slice(position, (int)length);
        position += (int)length;
        return bytes;
    }

    private void Expect(in ProtoField field, WireType wire)
    {
        if (field.Wire != wire)
        {
            throw Broken($"field {field.Number} is laid out as {field.Wire}, not as {wire}");
        }
    }

    private ModelFormatException Broken(string what, Exception? inner = null) =>
        new($"This is not a whole protobuf file: {what} (byte {position} of a message of {message.Length}, {depth} deep).", inner);

    private sealed class Budget
    {
        public int Messages { get; set; }
    }
}
