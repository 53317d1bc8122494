using LinlyTalker.Ears.Recognition;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Ears.PocketSphinx;

/// <summary>
/// A bounded number of decoders, each in its own process and with one turn of one conversation at a time. Processes
/// start when they are needed; who asks when all are busy waits for the first that is given back.
/// </summary>
/// <param name="size">At most so many decoders; each takes about 175 MB.</param>
/// <param name="start">Makes a client of a worker that hosts <see cref="HearingMethods.Service"/>.</param>
internal sealed class RecogniserPool(int size, Func<WorkerClient> start) : IAsyncDisposable
{
    private readonly SemaphoreSlim free = new(size);
    private readonly Lock gate = new();
    private readonly List<Recogniser> idle = [];
    private readonly List<Recogniser> all = [];

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
            var best = idle.Find(r => r.Model == model) ?? idle.LastOrDefault();
            if (best is null)
            {
                best = new Recogniser(start());
                all.Add(best);
            }

            idle.Remove(best);
            return new Lease(this, best, model);
        }
    }

    /// <summary>Ends the processes, which gives their memory back.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var recogniser in all)
        {
            await recogniser.DisposeAsync().ConfigureAwait(false);
        }

        free.Dispose();
    }

    private void Return(Recogniser recogniser)
    {
        lock (gate)
        {
            idle.Add(recogniser);
        }

        free.Release();
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
