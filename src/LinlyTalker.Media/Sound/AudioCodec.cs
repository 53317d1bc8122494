using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Media.Sound;

/// <summary>Sound between a network's files and ours: plain forms by ourselves, the others by a child of ffmpeg.</summary>
public sealed class AudioCodec : IAudioCodec
{
    /// <exception cref="InputException">It is no sound, or too long.</exception>
    /// <exception cref="NativeLibraryMissingException">ffmpeg is needed and not on this machine.</exception>
    public IAsyncEnumerable<AudioChunk> DecodeAsync(
        Stream encoded, int sampleRate, TimeSpan longest, CancellationToken cancellation = default) =>
        ReceivedSound.DecodeAsync(encoded, sampleRate, longest, cancellation);

    /// <summary>
    /// PCM and WAV have the sound's own rate, the others 24 kHz. All but PCM and AAC, which have no place for it, say that
    /// they are synthetic.
    /// </summary>
    /// <exception cref="NativeLibraryMissingException">ffmpeg is needed and not on this machine.</exception>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> EncodeAsync(
        IAsyncEnumerable<AudioChunk> sound, AudioFormat format, CancellationToken cancellation = default) =>
        format is AudioFormat.Pcm or AudioFormat.Wav
            ? PlainEncoding.EncodeAsync(sound, format is AudioFormat.Wav, cancellation)
            : FfmpegEncoding.EncodeAsync(sound, format, cancellation);
}
