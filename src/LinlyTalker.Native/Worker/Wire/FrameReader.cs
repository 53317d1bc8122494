using System.Buffers.Binary;

namespace LinlyTalker.Native.Worker.Wire;

/// <summary>Reads frames from a pipe. Blocks; belongs to one thread, and ends when the pipe does.</summary>
public sealed class FrameReader(Stream stream, int maxPayload = Frame.MaxPayload)
{
    private readonly byte[] header = new byte[Frame.HeaderLength];

    /// <returns>The next frame, which owns its payload; null at a clean end of the stream.</returns>
    /// <exception cref="WorkerProtocolException">The bytes are no frame, a frame is too long or cut off.</exception>
    public Frame? Read()
    {
        var got = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (got == 0)
        {
            return null;
        }

        if (got < header.Length)
        {
            throw new WorkerProtocolException($"The pipe ended inside a frame's header, after {got} of {header.Length} bytes.");
        }

        var kind = (FrameKind)header[2];
        if (header[0] != 'L' || header[1] != 'W' || header[3] != 0 || kind is < FrameKind.Hello or > FrameKind.Credit)
        {
            throw new WorkerProtocolException(
                $"The pipe carries something that is no frame: {Convert.ToHexString(header)}.");
        }

        var request = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));
        if (length > maxPayload)
        {
            throw new WorkerProtocolException($"A frame of {length} bytes was announced; {maxPayload} are the most.");
        }

        return new Frame(kind, request, ReadPayload((int)length));
    }

    private byte[] ReadPayload(int length)
    {
        var payload = length == 0 ? [] : GC.AllocateUninitializedArray<byte>(length);
        var got = stream.ReadAtLeast(payload, length, throwOnEndOfStream: false);
        return got == length
            ? payload
            : throw new WorkerProtocolException($"The pipe ended inside a frame, after {got} of {length} bytes.");
    }
}
