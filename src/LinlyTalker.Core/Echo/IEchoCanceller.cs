using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Echo;

/// <summary>Takes what the loudspeaker plays out of what the microphone hears, for clients that do not do it themselves.</summary>
public interface IEchoCanceller
{
    /// <param name="microphone">Any sample rate; positions rise without gaps. One rate per stream.</param>
    /// <param name="played">Of the same conversation; its clock is moved on by the microphone's sound.</param>
    /// <returns>The sound at <see cref="PlayedSound.SampleRate"/> without the echo, at the same times.</returns>
    IAsyncEnumerable<AudioChunk> CancelAsync(
        IAsyncEnumerable<AudioChunk> microphone, PlayedSound played, CancellationToken cancellation = default);
}
