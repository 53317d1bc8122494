using System.Collections.Concurrent;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Worker.Wire;

namespace LinlyTalker.Native.Worker;

/// <summary>One life of a worker: from the start of its process to its end, which fails all requests that are open.</summary>
internal sealed class WorkerSession : IAsyncDisposable
{
    private readonly WorkerOptions options;
    private readonly IWorkerLink link;
    private readonly TimeProvider time;
    private readonly FrameWriter writer;
    private readonly ConcurrentDictionary<uint, WorkerCall> calls = new();
    private readonly TaskCompletionSource<Hello> greeting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer watch;
    private LinlyException? death;
    private long lastHeard;
    private uint lastRequest;

    public WorkerSession(WorkerOptions options, IWorkerLink link, TimeProvider time)
    {
        (this.options, this.link, this.time) = (options, link, time);
        writer = new FrameWriter(link.Input);
        lastHeard = time.GetTimestamp();
        watch = time.CreateTimer(_ => Watch(), null, options.SilenceTimeout / 4, options.SilenceTimeout / 4);
        new Thread(Listen) { IsBackground = true, Name = $"worker {options.Service}" }.Start();
    }

    public bool IsAlive => Volatile.Read(ref death) is null;

    /// <summary>At least one request ended well.</summary>
    public bool HasServed { get; private set; }

    /// <summary>It died of its process's own end: not silent for too long, not misunderstood, not closed.</summary>
    public bool ProcessEnded { get; private set; }

    public int ProcessId => greeting.Task.IsCompletedSuccessfully ? greeting.Task.Result.ProcessId : 0;

    public TimeSpan CallTimeout => options.CallTimeout;

    public TimeProvider Time => time;

    public async Task GreetAsync(CancellationToken cancellation)
    {
        try
        {
            await SendAsync(Hello.Of(options.Service).ToFrame()).ConfigureAwait(false);
            await greeting.Task.WaitAsync(options.StartTimeout, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw Die(new WorkerDiedException(
                $"The worker {options.Service} did not greet within {options.StartTimeout.TotalSeconds:0.#} s."));
        }
        catch (OperationCanceledException)
        {
            Die(new WorkerDiedException($"The start of the worker {options.Service} was cancelled."));
            throw;
        }
    }

    public async Task<WorkerCall> OpenAsync(
        string method, ReadOnlyMemory<byte> argument, CancellationToken cancellation)
    {
        var call = new WorkerCall(this, Interlocked.Increment(ref lastRequest), method);
        calls[call.Request] = call;
        if (Volatile.Read(ref death) is { } dead)
        {
            call.End(dead);
        }

        try
        {
            await SendAsync(new Frame(FrameKind.Open, call.Request, OpenPayload.Write(method, argument.Span)))
                .ConfigureAwait(false);
        }
        catch (LinlyException)
        {
            calls.TryRemove(call.Request, out _); // The worker never heard of it.
            throw;
        }

        call.LeaveOn(cancellation);
        return call;
    }

    /// <exception cref="WorkerDiedException">The worker is gone.</exception>
    public async ValueTask SendAsync(Frame frame)
    {
        try
        {
            await writer.WriteAsync(frame).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // What the worker said last may still be on its way to the listener, and is the better reason.
            await Task.WhenAny(died.Task, Task.Delay(options.StopGrace, time)).ConfigureAwait(false);
            throw await DieOfAsync("its pipe was closed").ConfigureAwait(false);
        }
    }

    /// <summary>Asks the worker to leave a request; a worker that does not is ended.</summary>
    public async Task CancelAsync(WorkerCall call)
    {
        try
        {
            await SendAsync(new Frame(FrameKind.Cancel, call.Request)).ConfigureAwait(false);
            await call.Ended.WaitAsync(options.StopGrace, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Die(new WorkerDiedException(
                $"The worker {options.Service} did not leave {call.Method} when asked and was ended."));
        }
        catch (LinlyException)
        {
            // The worker died: with the worker its request is gone too.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsAlive)
        {
            try
            {
                await writer.WriteAsync(new Frame(FrameKind.Shutdown, 0)).ConfigureAwait(false);
                await link.Input.DisposeAsync().ConfigureAwait(false);
                await link.Ended.WaitAsync(options.StopGrace, time).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or TimeoutException or ObjectDisposedException)
            {
                // It does not end by itself: it is killed below.
            }
        }

        Die(new WorkerDiedException($"The worker {options.Service} was closed."));
        await link.Ended.ConfigureAwait(false);
        link.Dispose();
    }

    private void Listen()
    {
        var reader = new FrameReader(link.Output);
        try
        {
            while (reader.Read() is { } frame)
            {
                Interlocked.Exchange(ref lastHeard, time.GetTimestamp());
                Dispatch(frame);
            }

            DieOfAsync("its pipe ended").GetAwaiter().GetResult();
        }
        catch (WorkerProtocolException e)
        {
            Die(e);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            DieOfAsync(e.Message).GetAwaiter().GetResult();
        }
    }

    private void Dispatch(Frame frame)
    {
        if (!greeting.Task.IsCompleted && frame.Kind is not FrameKind.Heartbeat)
        {
            if (frame.Kind is FrameKind.Error)
            {
                Die(WorkerError.Read(frame));
            }
            else
            {
                greeting.TrySetResult(Hello.Read(frame));
            }
        }
        else if (calls.TryGetValue(frame.Request, out var call))
        {
            call.Receive(frame);
            if (frame.Kind is FrameKind.Done or FrameKind.Error)
            {
                calls.TryRemove(frame.Request, out _);
                HasServed |= frame.Kind is FrameKind.Done;
            }
        }
        else if (frame is { Kind: FrameKind.Error, Request: 0 })
        {
            Die(WorkerError.Read(frame));
        }
    }

    private void Watch()
    {
        if (time.GetElapsedTime(Interlocked.Read(ref lastHeard)) > options.SilenceTimeout)
        {
            Die(new WorkerDiedException(
                $"The worker {options.Service} gave no sign of life for {options.SilenceTimeout.TotalSeconds:0.#} s and was ended."));
        }
    }

    /// <summary>Dies of the process's own end, whose exit code comes a moment after the end of its pipes.</summary>
    private async Task<LinlyException> DieOfAsync(string what)
    {
        await Task.WhenAny(link.Ended, Task.Delay(options.StopGrace, time)).ConfigureAwait(false);
        var how = link.Ended.IsCompletedSuccessfully ? await link.Ended.ConfigureAwait(false) : what;
        var why = new WorkerDiedException($"The worker {options.Service} died ({how}); the next request starts it again.");
        ProcessEnded |= Volatile.Read(ref death) is null;
        return Die(why);
    }

    /// <returns>What it died of, which may be an earlier cause.</returns>
    private LinlyException Die(LinlyException why)
    {
        if (Interlocked.CompareExchange(ref death, why, null) is { } earlier)
        {
            return earlier;
        }

        watch.Dispose();
        link.Kill();
        greeting.TrySetException(why);
        _ = greeting.Task.Exception; // Observed: a worker that was never greeted may die unwatched.
        foreach (var call in calls.Values)
        {
            call.End(why);
        }

        calls.Clear();
        died.SetResult();
        return why;
    }
}
