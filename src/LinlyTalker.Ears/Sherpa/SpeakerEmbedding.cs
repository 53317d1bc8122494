using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Sherpa;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Ears.Sherpa;

/// <summary>Vectors of voices by a network in the worker (WeSpeaker, 3D-Speaker, NeMo): near to each other for one person.</summary>
public sealed class SpeakerEmbedding : IAsyncDisposable
{
    private readonly SherpaWorker worker;

    private SpeakerEmbedding(SherpaWorker worker) => this.worker = worker;

    /// <exception cref="LinlyException">The model is missing, broken, or makes no embeddings.</exception>
    public static SpeakerEmbedding Open(ModelFolder folder, string? program = null) =>
        new(OpenedModel.Of(folder, SherpaTask.Embed, model => model, program));

    /// <param name="samples">Speech of one person, mono at 16 kHz, float32 in [-1, 1]; a few seconds do.</param>
    /// <exception cref="InputException">There is too little sound.</exception>
    /// <exception cref="LinlyException">The model is bad, or its process ended; the next call may succeed.</exception>
    public async Task<float[]> EmbedAsync(ReadOnlyMemory<float> samples, CancellationToken cancellation = default) =>
        OpenedModel.Samples(await worker.AskAsync(SherpaMethods.Embed, samples, cancellation).ConfigureAwait(false));

    /// <summary>Cosine of the angle between two vectors: 1 for the same voice; above about 0.5 most likely one person.</summary>
    public static float Similarity(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        var (dot, one, other) = (0.0, 0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            dot += (double)first[i] * second[i];
            one += (double)first[i] * first[i];
            other += (double)second[i] * second[i];
        }

        return one == 0 || other == 0 ? 0 : (float)(dot / Math.Sqrt(one * other));
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();
}
