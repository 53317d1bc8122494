using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Sherpa;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Ears.Sherpa;

/// <summary>A stretch that one person says.</summary>
/// <param name="Speaker">0, 1, … in no order.</param>
public sealed record SpeakerTurn(SampleSpan Span, int Speaker);

/// <summary>Says who spoke when, by two networks in the worker: pyannote's segmentation and a speaker embedding.</summary>
public sealed class Diariser : IAsyncDisposable
{
    private const int SampleRate = 16000;

    private readonly SherpaWorker worker;

    private Diariser(SherpaWorker worker) => this.worker = worker;

    /// <param name="folder">With the roles <c>segmentation</c> and <c>embedding</c>.</param>
    /// <param name="speakers">How many people speak; 0: found out.</param>
    /// <exception cref="LinlyException">The model is missing, broken, or does something else.</exception>
    public static Diariser Open(ModelFolder folder, int speakers = 0, string? program = null) =>
        new(OpenedModel.Of(folder, SherpaTask.Diarise, model => model with { Speakers = speakers }, program));

    /// <param name="samples">Mono at 16 kHz, float32 in [-1, 1], at most half an hour.</param>
    /// <returns>In order of their starts; they may overlap.</returns>
    /// <exception cref="LinlyException">The model is bad, or its process ended; the next call may succeed.</exception>
    public async Task<IReadOnlyList<SpeakerTurn>> DiariseAsync(ReadOnlyMemory<float> samples, CancellationToken cancellation = default)
    {
        if (samples.IsEmpty)
        {
            return [];
        }

        var answer = await worker.AskAsync(SherpaMethods.Diarise, samples, cancellation).ConfigureAwait(false);
        var turns = JsonSerializer.Deserialize(answer[^1].Span, SherpaJson.Default.IReadOnlyListSherpaTurn)!;
        return [.. turns.Select(turn => new SpeakerTurn(new SampleSpan(At(turn.Start), At(turn.End)), turn.Speaker))];

        long At(float seconds) => Math.Clamp((long)MathF.Round(seconds * SampleRate), 0, samples.Length);
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();
}
