using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Worker.Wire;

namespace LinlyTalker.Native.Worker;

/// <summary>
/// A library in a process of its own: started by the first request, shared by all, started again after it died.
/// Disposing ends the process, which gives its memory back. Safe to use from any thread.
/// </summary>
public sealed class WorkerClient : IAsyncDisposable
{
    private readonly WorkerOptions options;
    private readonly TimeProvider time;
    private readonly Func<WorkerOptions, IWorkerLink> launch;
    private readonly SemaphoreSlim starting = new(1);
    private readonly CancellationTokenSource lifetime = new();
    private WorkerSession? session;
    private int deaths;

    public WorkerClient(WorkerOptions options, TimeProvider? time = null)
        : this(options, WorkerProcess.Start, time)
    {
    }

    /// <param name="launch">Starts what will speak the protocol, instead of a process.</param>
    public WorkerClient(WorkerOptions options, Func<WorkerOptions, IWorkerLink> launch, TimeProvider? time = null)
    {
        this.options = options;
        this.launch = launch;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Id of the worker's process, while one lives.</summary>
    public int? ProcessId => session is { IsAlive: true } live ? live.ProcessId : null;

    /// <summary>Opens a request whose input and result are streams; dispose it, which cancels what is left of it.</summary>
    /// <param name="method">One of the service's methods.</param>
    /// <param name="argument">At most 64 MiB.</param>
    /// <param name="cancellation">Ends the whole request, not only its opening.</param>
    /// <exception cref="WorkerDiedException">The worker cannot be started, or died.</exception>
    public async Task<WorkerCall> OpenAsync(
        string method, ReadOnlyMemory<byte> argument = default, CancellationToken cancellation = default)
    {
        var known = session;
        var live = await StartAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await live.OpenAsync(method, argument, cancellation).ConfigureAwait(false);
        }
        catch (WorkerDiedException) when (ReferenceEquals(live, known) && !lifetime.IsCancellationRequested)
        {
            // It had died unnoticed, before it was asked: nothing is lost by asking its successor.
            live = await StartAsync(cancellation).ConfigureAwait(false);
            return await live.OpenAsync(method, argument, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A request without a stream: one argument, one result (the last that the worker gives, or empty).</summary>
    public async Task<ReadOnlyMemory<byte>> AskAsync(
        string method, ReadOnlyMemory<byte> argument = default, CancellationToken cancellation = default) =>
        (await AskAllAsync(method, argument, [], cancellation).ConfigureAwait(false)).LastOrDefault();

    /// <summary>
    /// A request whose input is known whole, and all pieces of its result. A worker that had served, and whose process
    /// ends under the request (killed, out of memory, brought down by another request), is started again and asked once
    /// more: so a death costs time and no answer.
    /// </summary>
    /// <param name="input">Pieces of at most 64 MiB each.</param>
    /// <exception cref="WorkerDiedException">The worker cannot be started, or died of the request.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> AskAllAsync(
        string method,
        ReadOnlyMemory<byte> argument,
        IReadOnlyList<ReadOnlyMemory<byte>> input,
        CancellationToken cancellation = default)
    {
        for (var asked = 1; ; asked++)
        {
            var live = await StartAsync(cancellation).ConfigureAwait(false);
            var hadServed = live.HasServed;
            try
            {
                return await AskAllAsync(live, method, argument, input, cancellation).ConfigureAwait(false);
            }
            catch (WorkerDiedException) when (asked == 1 && hadServed && live.ProcessEnded && !lifetime.IsCancellationRequested)
            {
                // Its successor is asked.
            }
        }
    }

    /// <summary>A request of one JSON value for one JSON value.</summary>
    public async Task<TResult> AskAsync<TArgument, TResult>(
        string method,
        TArgument argument,
        JsonTypeInfo<TArgument> argumentType,
        JsonTypeInfo<TResult> resultType,
        CancellationToken cancellation = default)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(argument, argumentType);
        return WireJson.Read(await AskAsync(method, bytes, cancellation).ConfigureAwait(false), resultType);
    }

    public async ValueTask DisposeAsync()
    {
        await lifetime.CancelAsync().ConfigureAwait(false);
        await starting.WaitAsync().ConfigureAwait(false);
        if (session is not null)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            session = null;
        }

        starting.Release();
    }

    private static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> AskAllAsync(
        WorkerSession live,
        string method,
        ReadOnlyMemory<byte> argument,
        IReadOnlyList<ReadOnlyMemory<byte>> input,
        CancellationToken cancellation)
    {
        await using var call = await live.OpenAsync(method, argument, cancellation).ConfigureAwait(false);
        foreach (var piece in input)
        {
            await call.SendAsync(piece, cancellation).ConfigureAwait(false);
        }

        await call.CompleteInputAsync().ConfigureAwait(false);
        var result = new List<ReadOnlyMemory<byte>>();
        await foreach (var piece in call.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            result.Add(piece);
        }

        return result;
    }

    private async ValueTask<WorkerSession> StartAsync(CancellationToken cancellation)
    {
        await starting.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(lifetime.IsCancellationRequested, this);
            if (session is { IsAlive: true })
            {
                return session;
            }

            if (session is not null)
            {
                deaths = session.HasServed ? 1 : deaths + 1;
                await session.DisposeAsync().ConfigureAwait(false);
                session = null;
            }

            using var start = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.Token);
            await Task.Delay(Backoff.After(deaths), time, start.Token).ConfigureAwait(false);
            await options.BeforeStart(start.Token).ConfigureAwait(false);
            session = new WorkerSession(options, launch(options), time);
            await session.GreetAsync(start.Token).ConfigureAwait(false);
            return session;
        }
        finally
        {
            starting.Release();
        }
    }
}
