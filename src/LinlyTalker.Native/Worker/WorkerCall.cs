using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Worker.Wire;

namespace LinlyTalker.Native.Worker;

/// <summary>
/// One request: input goes in by pieces, results come out by pieces, at the same time if the method likes. One
/// sender and one reader. Disposing before the end cancels it in the worker.
/// </summary>
public sealed class WorkerCall : IAsyncDisposable
{
    private readonly WorkerSession session;
    private readonly Channel<ReadOnlyMemory<byte>> results = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private readonly SendWindow window = new();
    private readonly TaskCompletionSource inputComplete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration registration;
    private LinlyException? failure;
    private int left;

    internal WorkerCall(WorkerSession session, uint request, string method) =>
        (this.session, Request, Method) = (session, request, method);

    public string Method { get; }

    internal uint Request { get; }

    /// <summary>Completes, never failing, when the worker is done with the request, or is dead.</summary>
    internal Task Ended => ended.Task;

    /// <summary>Sends a piece of input, at most 64 MiB. Input that the method no longer wants is dropped.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellation = default)
    {
        try
        {
            if (await window.TakeAsync(piece.Length, cancellation).AsTask()
                .WaitAsync(session.CallTimeout, session.Time, cancellation).ConfigureAwait(false))
            {
                await session.SendAsync(new Frame(FrameKind.Input, Request, piece)).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            throw TooLate("read its input");
        }

        if (failure is not null)
        {
            throw failure;
        }
    }

    public async ValueTask CompleteInputAsync()
    {
        if (inputComplete.TrySetResult() && !ended.Task.IsCompleted)
        {
            await session.SendAsync(new Frame(FrameKind.EndInput, Request)).ConfigureAwait(false);
        }
    }

    /// <summary>The pieces of the result, until the method has ended.</summary>
    /// <exception cref="WorkerDiedException">The worker died.</exception>
    /// <exception cref="WorkerTimeoutException">The worker owed a piece for longer than the options allow.</exception>
    /// <exception cref="LinlyException">What the method failed with.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (await NextAsync(cancellation).ConfigureAwait(false))
        {
            while (results.Reader.TryRead(out var piece))
            {
                if (!ended.Task.IsCompleted)
                {
                    await session.SendAsync(SendWindow.Credit(Request, piece.Length)).ConfigureAwait(false);
                }

                yield return piece;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await registration.DisposeAsync().ConfigureAwait(false);
        Leave();
    }

    internal void LeaveOn(CancellationToken cancellation) => registration = cancellation.UnsafeRegister(_ => Leave(), null);

    internal void Receive(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Output:
                results.Writer.TryWrite(frame.Payload);
                break;
            case FrameKind.Credit:
                window.Give(frame);
                break;
            case FrameKind.Done:
                End(null);
                break;
            case FrameKind.Error:
                End(WorkerError.Read(frame));
                break;
            default:
                throw new WorkerProtocolException($"{frame.Kind} came for a request.");
        }
    }

    internal void End(LinlyException? why)
    {
        failure ??= why;
        results.Writer.TryComplete(why);
        window.Close();
        ended.TrySetResult();
    }

    private async Task<bool> NextAsync(CancellationToken cancellation)
    {
        var next = results.Reader.WaitToReadAsync(cancellation).AsTask();
        await Task.WhenAny(next, inputComplete.Task).ConfigureAwait(false);
        try
        {
            return await next.WaitAsync(session.CallTimeout, session.Time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw TooLate("answer");
        }
    }

    private WorkerTimeoutException TooLate(string what)
    {
        Leave();
        return new WorkerTimeoutException(
            $"The worker did not {what} within {session.CallTimeout.TotalSeconds:0.#} s in {Method}; the request was given up.");
    }

    /// <summary>Nobody wants the rest.</summary>
    private void Leave()
    {
        if (!ended.Task.IsCompleted && Interlocked.Exchange(ref left, 1) == 0)
        {
            results.Writer.TryComplete(new OperationCanceledException($"{Method} was cancelled."));
            window.Close();
            _ = session.CancelAsync(this);
        }
    }
}
