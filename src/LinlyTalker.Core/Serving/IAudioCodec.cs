using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Serving;

public enum AudioFormat
{
    /// <summary>Little-endian 16-bit samples without a header.</summary>
    Pcm,

    Wav,
    Mp3,

    /// <summary>In Ogg.</summary>
    Opus,

    Flac,

    /// <summary>ADTS.</summary>
    Aac,
}

/// <summary>Sound as files of a network have it; streams in bounded memory both ways.</summary>
public interface IAudioCodec
{
    /// <param name="encoded">Any sound or video file; not seekable.</param>
    /// <param name="sampleRate">Of the chunks, which are mono.</param>
    /// <param name="longest">A longer sound is refused.</param>
    /// <exception cref="InputException">It is no sound, or too long.</exception>
    IAsyncEnumerable<AudioChunk> DecodeAsync(
        Stream encoded, int sampleRate, TimeSpan longest, CancellationToken cancellation = default);

    /// <param name="sound">Of one rate.</param>
    /// <returns>The file's bytes as they are made.</returns>
    IAsyncEnumerable<ReadOnlyMemory<byte>> EncodeAsync(
        IAsyncEnumerable<AudioChunk> sound, AudioFormat format, CancellationToken cancellation = default);
}
