using System.Buffers.Binary;
using System.Text;

namespace LinlyTalker.Native.Worker.Wire;

/// <summary>The payload that opens a request: length of the method's name (uint16), the name in UTF-8, the argument.</summary>
public static class OpenPayload
{
    public static byte[] Write(string method, ReadOnlySpan<byte> argument)
    {
        var name = Encoding.UTF8.GetBytes(method);
        var payload = new byte[2 + name.Length + argument.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(payload, checked((ushort)name.Length));
        name.CopyTo(payload, 2);
        argument.CopyTo(payload.AsSpan(2 + name.Length));
        return payload;
    }

    /// <exception cref="WorkerProtocolException">The payload is cut off.</exception>
    public static (string Method, ReadOnlyMemory<byte> Argument) Read(ReadOnlyMemory<byte> payload)
    {
        var span = payload.Span;
        var end = span.Length < 2 ? int.MaxValue : 2 + BinaryPrimitives.ReadUInt16LittleEndian(span);
        return end <= span.Length
            ? (Encoding.UTF8.GetString(span[2..end]), payload[end..])
            : throw new WorkerProtocolException("A request came without the name of its method.");
    }
}
