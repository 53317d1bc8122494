using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Ears.PocketSphinx;

/// <summary>One decoder in a process of its own; one stretch of sound at a time.</summary>
internal sealed class Recogniser(WorkerClient worker) : IAsyncDisposable
{
    /// <summary>What it was last asked to hear by, and most likely has loaded.</summary>
    public HearingModel? Model { get; private set; }

    /// <summary>Id of the process, while one lives.</summary>
    public int? ProcessId => worker.ProcessId;

    /// <exception cref="LinlyException">The model cannot be loaded.</exception>
    public async Task PrepareAsync(HearingModel model, CancellationToken cancellation)
    {
        Model = model;
        await worker.AskAsync(HearingMethods.Prepare, Bytes(model), cancellation).ConfigureAwait(false);
    }

    /// <summary>Begins a stretch of sound; loads the model first if it must.</summary>
    public async Task<IRecognisedStream> OpenAsync(HearingModel model, CancellationToken cancellation)
    {
        Model = model;
        return new RecognisedStream(await worker.OpenAsync(HearingMethods.Hear, Bytes(model), cancellation).ConfigureAwait(false));
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();

    private static byte[] Bytes(HearingModel model) => JsonSerializer.SerializeToUtf8Bytes(model, HearingJson.Default.HearingModel);
}
