using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Signal;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Sherpa;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Ears.Sherpa;

/// <summary>Takes noise away from speech by a network in the worker: GTCRN or DPDFNet.</summary>
public sealed class SherpaDenoiser : IAsyncDisposable
{
    private const int SampleRate = 16000;

    /// <summary>The library leaves out a last part of a frame, and of a DPDFNet two windows for its delay.</summary>
    private const int Tail = SampleRate / 10;

    private readonly SherpaWorker worker;

    private SherpaDenoiser(SherpaWorker worker) => this.worker = worker;

    /// <param name="noiseLimit">Decibels that a DPDFNet takes away at most; 0: no limit.</param>
    /// <exception cref="LinlyException">The model is missing, broken, or no denoiser.</exception>
    public static SherpaDenoiser Open(ModelFolder folder, float noiseLimit = 0, string? program = null) =>
        new(OpenedModel.Of(folder, SherpaTask.Denoise, model => model with { NoiseLimit = noiseLimit }, program));

    /// <param name="samples">Mono at 16 kHz, float32 in [-1, 1], at most some minutes.</param>
    /// <returns>As many samples, at 16 kHz.</returns>
    /// <exception cref="LinlyException">The model is bad, or its process ended; the next call may succeed.</exception>
    public async Task<float[]> CleanAsync(ReadOnlyMemory<float> samples, CancellationToken cancellation = default)
    {
        if (samples.IsEmpty)
        {
            return [];
        }

        var padded = new float[samples.Length + Tail];
        samples.CopyTo(padded);
        var answer = await worker.AskAsync(SherpaMethods.Denoise, padded, cancellation).ConfigureAwait(false);
        var sound = JsonSerializer.Deserialize(answer[0].Span, SherpaJson.Default.SherpaSound)!;
        var clean = OpenedModel.Samples(answer.Skip(1));

        // A network works on whole frames, and may have a rate of its own.
        clean = sound.SampleRate == SampleRate ? clean : Resampler.Resample(clean, sound.SampleRate, SampleRate);
        Array.Resize(ref clean, samples.Length);
        return clean;
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();
}
