using LinlyTalker.Core.Errors;
using LinlyTalker.Native.PocketSphinx;

namespace LinlyTalker.Ears.Recognition;

/// <summary>A decoder lent to one turn; disposing gives it back.</summary>
internal interface ITurnDecoder : IAsyncDisposable
{
    /// <summary>Begins a stretch of sound; one at a time.</summary>
    /// <exception cref="LinlyException">The decoder cannot be started.</exception>
    Task<IRecognisedStream> OpenAsync(CancellationToken cancellation);
}

/// <summary>One stretch of sound on its way through the decoder. Disposing before the end gives it up.</summary>
internal interface IRecognisedStream : IAsyncDisposable
{
    /// <summary>What was understood so far; any word of it may still change.</summary>
    string Partial { get; }

    /// <param name="samples">float32 at 16 kHz, any number.</param>
    /// <exception cref="LinlyException">The decoder failed, or its process ended.</exception>
    ValueTask FeedAsync(ReadOnlyMemory<float> samples, CancellationToken cancellation);

    /// <exception cref="LinlyException">The decoder failed, or its process ended.</exception>
    Task<Hearing> FinishAsync(CancellationToken cancellation);
}
