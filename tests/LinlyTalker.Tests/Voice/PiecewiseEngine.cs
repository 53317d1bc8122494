using System.Runtime.CompilerServices;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Tests.Voice;

/// <summary>Another engine's sentences, in pieces of so many samples.</summary>
internal sealed class PiecewiseEngine(ISpeechEngine inner, int pieceSamples) : IStreamingSpeechEngine
{
    /// <summary>Samples that have left so far.</summary>
    public int Left { get; private set; }

    public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default) => inner.VoicesAsync(cancellation);

    public Task<SaidSentence> SayAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default) =>
        throw new NotSupportedException("A streaming engine is asked for a stream.");

    public async Task<SaidStream> StartAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default)
    {
        var said = await inner.SayAsync(text, voice, rate, cancellation);
        return new(said.SampleRate, said.Samples.Length, said.Phonemes, said.Words, Pieces(said.Samples, CancellationToken.None));
    }

    private async IAsyncEnumerable<ReadOnlyMemory<float>> Pieces(
        float[] samples, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var piece in samples.Chunk(pieceSamples))
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
            Left += piece.Length;
            yield return piece;
        }
    }
}
