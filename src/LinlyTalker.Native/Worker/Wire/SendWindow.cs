using System.Buffers.Binary;

namespace LinlyTalker.Native.Worker.Wire;

/// <summary>
/// How far a sender may run ahead of its receiver, in bytes: what keeps a request's memory bounded while other
/// requests share the pipe. The receiver gives credit for what it has consumed.
/// </summary>
public sealed class SendWindow(int size = SendWindow.DefaultSize)
{
    public const int DefaultSize = 1 << 20;

    private readonly Lock gate = new();
    private long available = size;
    private TaskCompletionSource? wait;
    private bool closed;

    /// <summary>Waits until something may be sent. One message may overshoot the window, so any size gets through.</summary>
    /// <returns>False when the receiver wants no more.</returns>
    public async ValueTask<bool> TakeAsync(int bytes, CancellationToken cancellation = default)
    {
        while (true)
        {
            Task credit;
            lock (gate)
            {
                if (closed || available > 0)
                {
                    available -= bytes;
                    return !closed;
                }

                wait ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                credit = wait.Task;
            }

            await credit.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public void Give(Frame credit)
    {
        if (credit.Payload.Length != sizeof(uint))
        {
            throw new WorkerProtocolException($"A credit of {credit.Payload.Length} bytes came; it has 4.");
        }

        Open(BinaryPrimitives.ReadUInt32LittleEndian(credit.Payload.Span), close: false);
    }

    public void Close() => Open(0, close: true);

    /// <summary>The frame that tells a sender that so much was consumed.</summary>
    public static Frame Credit(uint request, int bytes)
    {
        var payload = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(payload, (uint)bytes);
        return new Frame(FrameKind.Credit, request, payload);
    }

    private void Open(long bytes, bool close)
    {
        TaskCompletionSource? waiting = null;
        lock (gate)
        {
            closed |= close;
            available += bytes;
            if (closed || available > 0)
            {
                (waiting, wait) = (wait, null);
            }
        }

        waiting?.SetResult();
    }
}
