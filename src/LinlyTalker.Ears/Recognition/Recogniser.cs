using LinlyTalker.Core.Errors;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Ears.Recognition;

/// <summary>One decoder in a process of its own; one stretch of sound at a time.</summary>
internal sealed class Recogniser(WorkerClient worker) : IAsyncDisposable
{
    /// <summary>What it has loaded, as far as is known; null after a fault.</summary>
    public HearingModel? Loaded { get; private set; }

    /// <summary>Id of the process, while one lives.</summary>
    public int? ProcessId => worker.ProcessId;

    /// <exception cref="LinlyException">The model cannot be loaded.</exception>
    public async Task PrepareAsync(HearingModel model, CancellationToken cancellation)
    {
        Loaded = null;
        await worker.AskAsync(
            HearingMethods.Prepare,
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(model, HearingJson.Default.HearingModel),
            cancellation).ConfigureAwait(false);
        Loaded = model;
    }

    /// <summary>Begins a stretch of sound; loads the model first if it must.</summary>
    public async Task<RecognisedStream> OpenAsync(HearingModel model, CancellationToken cancellation)
    {
        Loaded = null; // Until it has ended well.
        var call = await worker.OpenAsync(
            HearingMethods.Hear,
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(model, HearingJson.Default.HearingModel),
            cancellation).ConfigureAwait(false);
        return new RecognisedStream(call, () => Loaded = model);
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();
}
