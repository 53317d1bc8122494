using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Media.Matroska;

/// <summary>
/// Uncompressed I420 pictures and float sound in one Matroska stream (RFC 9559) that never seeks: what an encoder
/// reads from a single pipe. One pipe, because a reader of two waits for one while its writer waits for the other.
/// </summary>
internal sealed class RawMatroskaWriter(Stream stream)
{
    private const ulong TickNanoseconds = 10_000;
    private const int TicksPerSecond = 100_000;
    private const byte VideoTrack = 1;
    private const byte AudioTrack = 2;

    /// <summary>BT.601 for 525 lines, in Matroska's colour elements: matrix, transfer and primaries alike.</summary>
    private const ulong Bt601 = 6;

    /// <param name="sampleRate">Of the sound; null for pictures without sound.</param>
    public async ValueTask WriteHeaderAsync(
        int width, int height, int framesPerSecond, int? sampleRate, CancellationToken cancellation)
    {
        var head = Ebml.Element(
            0x1A45DFA3, // EBML
            Ebml.Number(0x4286, 1),
            Ebml.Number(0x42F7, 1),
            Ebml.Number(0x42F2, 4),
            Ebml.Number(0x42F3, 8),
            Ebml.Text(0x4282, "matroska"),
            Ebml.Number(0x4287, 4),
            Ebml.Number(0x4285, 2));
        var info = Ebml.Element(
            0x1549A966, // Info
            Ebml.Number(0x2AD7B1, TickNanoseconds),
            Ebml.Text(0x4D80, "LinlyTalker"),
            Ebml.Text(0x5741, "LinlyTalker"));
        var colour = Ebml.Element(
            0x55B0, // Colour
            Ebml.Number(0x55B1, Bt601),
            Ebml.Number(0x55B9, 1), // range: limited
            Ebml.Number(0x55BA, Bt601),
            Ebml.Number(0x55BB, Bt601));
        var video = Ebml.Element(
            0xE0, // Video
            Ebml.Number(0xB0, (ulong)width),
            Ebml.Number(0xBA, (ulong)height),
            Ebml.Text(0x2EB524, "I420"),
            colour);
        byte[][] tracks =
        [
            Track(VideoTrack, 1, "V_UNCOMPRESSED", video, Ebml.Number(0x23E383, (ulong)(1_000_000_000 / framesPerSecond))),
            .. sampleRate is { } rate ? [AudioTrackOf(rate)] : Array.Empty<byte[]>(),
        ];
        byte[] start = [.. head, .. Ebml.Id(0x18538067), .. Ebml.UnknownLength, .. info, .. Ebml.Element(0x1654AE6B, tracks)];
        await stream.WriteAsync(start, cancellation).ConfigureAwait(false);
    }

    /// <param name="i420">As <see cref="VideoFrame.Pixels"/>.</param>
    public ValueTask WriteFrameAsync(ReadOnlyMemory<byte> i420, long position, int rate, CancellationToken cancellation) =>
        WriteBlockAsync(VideoTrack, position, rate, i420, cancellation);

    public ValueTask WriteSamplesAsync(
        ReadOnlyMemory<float> samples, long position, int rate, CancellationToken cancellation) =>
        WriteBlockAsync(AudioTrack, position, rate, MemoryMarshal.AsBytes(samples.Span).ToArray(), cancellation);

    private static byte[] AudioTrackOf(int sampleRate)
    {
        var audio = Ebml.Element(
            0xE1, // Audio
            Ebml.Real(0xB5, sampleRate),
            Ebml.Number(0x9F, 1),
            Ebml.Number(0x6264, 32));
        return Track(AudioTrack, 2, "A_PCM/FLOAT/IEEE", audio);
    }

    private static byte[] Track(byte number, ulong type, string codec, params byte[][] rest) =>
        Ebml.Element(
            0xAE, // TrackEntry
            [Ebml.Number(0xD7, number), Ebml.Number(0x73C5, number), Ebml.Number(0x83, type), Ebml.Number(0x9C, 0), Ebml.Text(0x86, codec), .. rest]);

    /// <summary>A cluster of one block: its time is then absolute, and nothing waits for the next.</summary>
    private async ValueTask WriteBlockAsync(
        byte track, long position, int rate, ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        const byte KeyFrame = 0x80;
        byte[] blockHead = [(byte)(0x80 | track), 0, 0, KeyFrame];
        var ticks = (ulong)Math.Round((double)position * TicksPerSecond / rate);
        byte[] inner = [.. Ebml.Number(0xE7, ticks), .. Ebml.Head(0xA3, blockHead.Length + data.Length), .. blockHead];
        byte[] head = [.. Ebml.Head(0x1F43B675, inner.Length + data.Length), .. inner];
        await stream.WriteAsync(head, cancellation).ConfigureAwait(false);
        await stream.WriteAsync(data, cancellation).ConfigureAwait(false);
    }
}
