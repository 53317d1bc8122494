using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Sherpa;
using LinlyTalker.Native.Sherpa;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Ears.Sherpa;

/// <summary>
/// A streaming recogniser of the worker (streaming Zipformer and Paraformer): it decodes sound as it comes, so that
/// partials cost nothing extra and the final words are there at once. Any number of turns may be followed together.
/// </summary>
public sealed class SherpaFollower : IAsyncDisposable
{
    private readonly SherpaWorker worker;

    private SherpaFollower(SherpaWorker worker) => this.worker = worker;

    /// <summary>Id of the worker's process, while one lives.</summary>
    public int? ProcessId => worker.ProcessId;

    /// <summary>Checks the model's files; it is loaded by the first use.</summary>
    /// <exception cref="LinlyException">The model is missing, broken, or does not stream.</exception>
    public static SherpaFollower Open(ModelFolder folder, SherpaRecogniserOptions? options = null) => new(OpenedModel.Of(
        folder, SherpaTask.Follow, model => model with { Threads = options?.Threads ?? 1 }, options?.Worker));

    /// <summary>Loads the model, so that the first turn does not wait for it.</summary>
    /// <exception cref="LinlyException">The model is missing or bad.</exception>
    public Task PrepareAsync(CancellationToken cancellation = default) => worker.PrepareAsync(cancellation);

    public ValueTask DisposeAsync() => worker.DisposeAsync();

    /// <summary>For one turn.</summary>
    internal ITurnDecoder Lend() => new Decoder(worker);

    private sealed class Decoder(SherpaWorker worker) : ITurnDecoder
    {
        public async Task<IRecognisedStream> OpenAsync(CancellationToken cancellation)
        {
            try
            {
                return new FollowedStream(worker, await worker.OpenAsync(SherpaMethods.Follow, cancellation).ConfigureAwait(false));
            }
            catch (WorkerDiedException died)
            {
                throw worker.Explain(died);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
