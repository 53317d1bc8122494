using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Worker.Wire;

namespace LinlyTalker.Worker.Hosting;

/// <summary>A request as its method sees it.</summary>
public sealed class WorkerRequest : IDisposable
{
    private readonly uint id;
    private readonly FrameWriter writer;
    private readonly Channel<ReadOnlyMemory<byte>> input = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private readonly SendWindow window = new();
    private readonly Lock gate = new();
    private readonly CancellationTokenSource cancel = new();
    private bool disposed;

    internal WorkerRequest(uint id, ReadOnlyMemory<byte> argument, FrameWriter writer)
    {
        (this.id, Argument, this.writer) = (id, argument, writer);
        Cancelled = cancel.Token;
    }

    public ReadOnlyMemory<byte> Argument { get; }

    internal CancellationToken Cancelled { get; }

    /// <exception cref="InputException">The argument is not of that type.</exception>
    public T ArgumentAs<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Argument.Span, type)
                ?? throw new InputException($"A {typeof(T).Name} was expected and null came.");
        }
        catch (JsonException e)
        {
            throw new InputException($"A {typeof(T).Name} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The pieces of the input as they come; waits for each; once.</summary>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> ReadInput()
    {
        while (input.Reader.WaitToReadAsync(Cancelled).AsTask().GetAwaiter().GetResult())
        {
            while (input.Reader.TryRead(out var piece))
            {
                Cancelled.ThrowIfCancellationRequested();
                writer.Write(SendWindow.Credit(id, piece.Length));
                yield return piece;
            }
        }
    }

    /// <summary>Sends a piece of the result, at most 64 MiB; waits while the client is far behind.</summary>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public void Write(ReadOnlyMemory<byte> piece)
    {
        window.TakeAsync(piece.Length, Cancelled).AsTask().GetAwaiter().GetResult();
        Cancelled.ThrowIfCancellationRequested();
        writer.Write(new Frame(FrameKind.Output, id, piece));
    }

    public void Write<T>(T value, JsonTypeInfo<T> type) => Write(JsonSerializer.SerializeToUtf8Bytes(value, type));

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            cancel.Dispose();
        }
    }

    internal void Receive(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Input:
                input.Writer.TryWrite(frame.Payload);
                break;
            case FrameKind.EndInput:
                input.Writer.TryComplete();
                break;
            case FrameKind.Credit:
                window.Give(frame);
                break;
            case FrameKind.Cancel:
                Cancel();
                break;
            default:
                throw new WorkerProtocolException($"{frame.Kind} came for a request.");
        }
    }

    /// <summary>May come when the method has just returned.</summary>
    internal void Cancel()
    {
        lock (gate)
        {
            if (!disposed)
            {
                cancel.Cancel();
            }
        }
    }
}
