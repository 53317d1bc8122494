using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace LinlyTalker.Models.Protobuf;

/// <summary>
/// Writes the fields of one protobuf message. Large values are kept as they were given until the end, so that weights
/// are copied once however deep they lie.
/// </summary>
public sealed class ProtoWriter
{
    private const int LargeValue = 4096;

    private readonly List<ReadOnlyMemory<byte>> parts = [];
    private ArrayBufferWriter<byte> tail = new();
    private long partsLength;

    public long Length => partsLength + tail.WrittenCount;

    public ProtoWriter Int64(int number, long value)
    {
        Key(number, WireType.Varint);
        Varint((ulong)value);
        return this;
    }

    public ProtoWriter Float32(int number, float value)
    {
        Key(number, WireType.Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(tail.GetSpan(sizeof(float)), value);
        tail.Advance(sizeof(float));
        return this;
    }

    public ProtoWriter Text(int number, string value) => Bytes(number, Encoding.UTF8.GetBytes(value));

    public ProtoWriter Bytes(int number, ReadOnlyMemory<byte> value)
    {
        Key(number, WireType.Bytes);
        Varint((ulong)value.Length);
        if (value.Length < LargeValue)
        {
            tail.Write(value.Span);
        }
        else
        {
            Flush();
            Append(value);
        }

        return this;
    }

    public ProtoWriter Message(int number, ProtoWriter message)
    {
        Key(number, WireType.Bytes);
        Varint((ulong)message.Length);
        if (message.parts.Count > 0)
        {
            Flush();
            message.parts.ForEach(Append);
        }

        tail.Write(message.tail.WrittenSpan);
        return this;
    }

    /// <summary>A field as it was read.</summary>
    public ProtoWriter Field(in ProtoField field)
    {
        if (field.Wire == WireType.Bytes)
        {
            return Bytes(field.Number, field.Bytes);
        }

        Key(field.Number, field.Wire);
        switch (field.Wire)
        {
            case WireType.Varint:
                Varint(field.Scalar);
                break;
            case WireType.Fixed32:
                BinaryPrimitives.WriteUInt32LittleEndian(tail.GetSpan(4), (uint)field.Scalar);
                tail.Advance(4);
                break;
            default:
                BinaryPrimitives.WriteUInt64LittleEndian(tail.GetSpan(8), field.Scalar);
                tail.Advance(8);
                break;
        }

        return this;
    }

    public void WriteTo(Stream stream)
    {
        foreach (var part in parts)
        {
            stream.Write(part.Span);
        }

        stream.Write(tail.WrittenSpan);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        using var stream = new MemoryStream(bytes);
        WriteTo(stream);
        return bytes;
    }

    private void Key(int number, WireType wire) => Varint(((ulong)number << 3) | (uint)wire);

    private void Varint(ulong value)
    {
        var span = tail.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }

        span[length++] = (byte)value;
        tail.Advance(length);
    }

    private void Flush()
    {
        if (tail.WrittenCount > 0)
        {
            Append(tail.WrittenMemory);
            tail = new ArrayBufferWriter<byte>();
        }
    }

    private void Append(ReadOnlyMemory<byte> part)
    {
        parts.Add(part);
        partsLength += part.Length;
    }
}
