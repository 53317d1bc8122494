using LinlyTalker.Ears.Recognition;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Ears.PocketSphinx;

/// <summary>
/// A bounded number of decoders, each in its own process and with one turn of one conversation at a time. Processes
/// start when they are needed, one ahead where more streams are open than decoders, and end when they were not needed for
/// a while; who asks when all are busy waits for the first that is given back.
/// </summary>
/// <param name="size">At most so many decoders; each takes about 155 MB.</param>
/// <param name="start">Makes a client of a worker that hosts <see cref="HearingMethods.Service"/>.</param>
internal sealed class RecogniserPool(int size, Func<WorkerClient> start, TimeProvider? time = null) : IAsyncDisposable
{
    /// <summary>A decoder that nobody asked for during so long is ended.</summary>
    internal static readonly TimeSpan Rest = TimeSpan.FromMinutes(2);

    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly SemaphoreSlim free = new(size);
    private readonly Lock gate = new();
    private readonly List<(Recogniser Recogniser, long Since)> idle = []; // the one that was given back last at the end
    private readonly List<Recogniser> all = [];
    private ITimer? sweep;
    private int streams;

    /// <summary>Ids of the processes that live.</summary>
    public IReadOnlyList<int> ProcessIds
    {
        get
        {
            lock (gate)
            {
                return [.. all.Select(r => r.ProcessId).OfType<int>()];
            }
        }
    }

    /// <summary>How many decoders there are, loaded or about to be.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return all.Count;
            }
        }
    }

    /// <summary>A stream is open, whose turns will ask for decoders; dispose when it ends.</summary>
    public IDisposable Attend() => new Attendance(this);

    /// <summary>Loads a model into a decoder, so that the first turn does not wait for it.</summary>
    public async Task PrepareAsync(HearingModel model, CancellationToken cancellation)
    {
        await using var lease = await RentAsync(model, cancellation).ConfigureAwait(false);
        await lease.PrepareAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>A decoder for one turn, one that has the model loaded if there is one; dispose to give it back.</summary>
    public async Task<Lease> RentAsync(HearingModel model, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation).ConfigureAwait(false);
        lock (gate)
        {
            var taken = Take(model);
            if (idle.Count == 0 && all.Count < Math.Min(size, streams))
            {
                var spare = Begin();
                idle.Add((spare, time.GetTimestamp()));
                _ = spare.PrepareAsync(model, CancellationToken.None)
                    .ContinueWith(loaded => loaded.Exception, TaskScheduler.Default); // A turn that takes it fails likewise, and tells.
            }

            return new Lease(this, taken, model);
        }
    }

    /// <summary>Ends the processes, which gives their memory back.</summary>
    public async ValueTask DisposeAsync()
    {
        List<Recogniser> living;
        lock (gate)
        {
            sweep?.Dispose();
            living = [.. all];
        }

        foreach (var recogniser in living)
        {
            await recogniser.DisposeAsync().ConfigureAwait(false);
        }

        free.Dispose();
    }

    private Recogniser Take(HearingModel model)
    {
        var place = idle.FindLastIndex(r => r.Recogniser.Model == model) is >= 0 and var known ? known : idle.Count - 1;
        if (place < 0)
        {
            return Begin();
        }

        var best = idle[place].Recogniser;
        idle.RemoveAt(place);
        return best;
    }

    private Recogniser Begin()
    {
        var recogniser = new Recogniser(start());
        all.Add(recogniser);
        return recogniser;
    }

    private void Return(Recogniser recogniser)
    {
        lock (gate)
        {
            idle.Add((recogniser, time.GetTimestamp()));
            sweep ??= time.CreateTimer(_ => Sweep(), null, Rest, Rest);
        }

        free.Release();
    }

    private void Sweep()
    {
        List<Recogniser> unwanted;
        lock (gate)
        {
            unwanted =
            [
                .. idle.Where(r => time.GetElapsedTime(r.Since) >= Rest).Select(r => r.Recogniser)
                    .Take(all.Count - Math.Clamp(streams, 1, 2)),
            ];
            idle.RemoveAll(r => unwanted.Contains(r.Recogniser));
            all.RemoveAll(unwanted.Contains);
        }

        foreach (var recogniser in unwanted)
        {
            _ = recogniser.DisposeAsync().AsTask();
        }
    }

    private sealed class Attendance : IDisposable
    {
        private RecogniserPool? pool;

        public Attendance(RecogniserPool pool)
        {
            this.pool = pool;
            Interlocked.Increment(ref pool.streams);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref pool, null) is { } attended)
            {
                Interlocked.Decrement(ref attended.streams);
            }
        }
    }

    /// <summary>A decoder lent out, for one model.</summary>
    public sealed class Lease(RecogniserPool pool, Recogniser recogniser, HearingModel model) : ITurnDecoder
    {
        private int returned;

        public Task PrepareAsync(CancellationToken cancellation) => recogniser.PrepareAsync(model, cancellation);

        public Task<IRecognisedStream> OpenAsync(CancellationToken cancellation) => recogniser.OpenAsync(model, cancellation);

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref returned, 1) == 0)
            {
                pool.Return(recogniser);
            }

            return ValueTask.CompletedTask;
        }
    }
}
