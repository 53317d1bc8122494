using System.Buffers;
using System.Buffers.Binary;

namespace LinlyTalker.Native.Worker.Wire;

/// <summary>
/// Writes frames to a pipe, each whole: any thread may call, one at a time writes. A frame that was begun is
/// finished, since half a frame would spoil all that follow; so nothing here can be cancelled.
/// </summary>
public sealed class FrameWriter(Stream stream, int maxPayload = Frame.MaxPayload) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <exception cref="WorkerProtocolException">The payload is longer than a frame may be.</exception>
    /// <exception cref="IOException">The other side is gone.</exception>
    public async ValueTask WriteAsync(Frame frame)
    {
        var (buffer, length) = Encode(frame);
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(buffer.AsMemory(0, length)).ConfigureAwait(false);
            await stream.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc cref="WriteAsync"/>
    public void Write(Frame frame)
    {
        var (buffer, length) = Encode(frame);
        turn.Wait();
        try
        {
            stream.Write(buffer, 0, length);
            stream.Flush();
        }
        finally
        {
            turn.Release();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => turn.Dispose();

    private (byte[] Buffer, int Length) Encode(Frame frame)
    {
        if (frame.Payload.Length > maxPayload)
        {
            throw new WorkerProtocolException(
                $"{frame.Payload.Length} bytes do not fit into one frame of at most {maxPayload}; send them in pieces.");
        }

        var length = Frame.HeaderLength + frame.Payload.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        buffer[0] = (byte)'L';
        buffer[1] = (byte)'W';
        buffer[2] = (byte)frame.Kind;
        buffer[3] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(4), frame.Request);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(8), (uint)frame.Payload.Length);
        frame.Payload.Span.CopyTo(buffer.AsSpan(Frame.HeaderLength));
        return (buffer, length);
    }
}
