using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Organs;

public sealed record SpeakOptions
{
    /// <summary>Name of a voice; empty: the engine's default for the sentence's language.</summary>
    public string Voice { get; init; } = "";

    /// <summary>1 is the voice's own speed; 0.5 to 2.</summary>
    public float Rate { get; init; } = 1;
}

/// <summary>Speaks: sentences become sound with the times of its phonemes and words.</summary>
public interface IVoice
{
    /// <returns>
    /// Chunks of one sample rate whose positions join without a gap from 0; every sentence that has something to
    /// say ends with a chunk that <see cref="SpeechChunk.IsLast"/> marks.
    /// </returns>
    IAsyncEnumerable<SpeechChunk> SpeakAsync(
        IAsyncEnumerable<Sentence> sentences, SpeakOptions options, CancellationToken cancellation = default);
}
