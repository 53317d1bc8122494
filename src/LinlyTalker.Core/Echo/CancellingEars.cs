using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Core.Echo;

/// <summary>Ears that what is played was taken out for; whoever else listens still hears it.</summary>
/// <param name="played">Of the same conversation.</param>
public sealed class CancellingEars(IEars ears, IEchoCanceller canceller, PlayedSound played) : IEars
{
    public IAsyncEnumerable<Utterance> ListenAsync(
        IAsyncEnumerable<AudioChunk> audio, ListenOptions options, CancellationToken cancellation = default) =>
        ears.ListenAsync(canceller.CancelAsync(audio, played, cancellation), options, cancellation);
}
