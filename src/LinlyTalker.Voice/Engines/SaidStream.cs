using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Voice.Engines;

/// <summary>
/// A sentence that an engine is saying: when everything will sound is known at once, the sound itself comes by
/// pieces. Spans count from its first sample.
/// </summary>
/// <param name="Length">All samples that will come; 0 where there is nothing to say.</param>
/// <param name="Phonemes">Of the whole sentence, in order, without gaps; silence is an empty symbol.</param>
/// <param name="Words">Of the whole sentence, in order; ranges of the text that was given.</param>
/// <param name="Samples">Mono, float32 in [-1, 1]; to be read once.</param>
public sealed record SaidStream(
    int SampleRate,
    long Length,
    IReadOnlyList<PhonemeSpan> Phonemes,
    IReadOnlyList<WordSpan> Words,
    IAsyncEnumerable<ReadOnlyMemory<float>> Samples)
{
    public static SaidStream Nothing { get; } = Of(SaidSentence.Nothing);

    /// <summary>A sentence that is there already, as one piece.</summary>
    public static SaidStream Of(SaidSentence said) =>
        new(said.SampleRate, said.Samples.Length, said.Phonemes, said.Words, Once(said.Samples));

    /// <summary>Waits for all of the sound.</summary>
    public async Task<SaidSentence> JoinAsync(CancellationToken cancellation = default)
    {
        var samples = new float[Length];
        var at = 0;
        await foreach (var piece in Samples.WithCancellation(cancellation).ConfigureAwait(false))
        {
            piece.Span.CopyTo(samples.AsSpan(at));
            at += piece.Length;
        }

        return new(samples, SampleRate, Phonemes, Words);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<float>> Once(
        float[] samples, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        await Task.CompletedTask.ConfigureAwait(false);
        yield return samples;
    }
}
