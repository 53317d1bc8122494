using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Server.Realtime.Hearing;

/// <summary>A stretch of the microphone's sound that is heard in one way.</summary>
/// <param name="IsHeld">It is one utterance, however long its pauses: the client says where it ends.</param>
internal sealed record Segment(IEars Ears, ListenOptions Options, bool IsHeld)
{
    /// <summary>Takes out of the sound what was played; null: the client does that.</summary>
    public IEchoCanceller? Canceller { get; init; }

    /// <param name="played">By the client, as far as it is told to play.</param>
    public IAsyncEnumerable<Utterance> ListenAsync(IAsyncEnumerable<AudioChunk> sound, PlayedSound? played, CancellationToken cancellation) =>
        Ears.ListenAsync(
            Canceller is null || played is null ? sound : Canceller.CancelAsync(sound, played, cancellation), Options, cancellation);
}
