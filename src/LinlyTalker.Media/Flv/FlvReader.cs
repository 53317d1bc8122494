using LinlyTalker.Core.Errors;

namespace LinlyTalker.Media.Flv;

/// <summary>
/// Reads the H.264 of a Flash Video stream (Adobe, Video File Format Specification 10.1, annex E). Its tags have their
/// length in front: the end of a picture is known before the next one comes, which a bare H.264 stream does not tell.
/// </summary>
internal sealed class FlvReader(Stream stream)
{
    private const int FileHeaderLength = 9;
    private const int TagHeaderLength = 11;
    private const int VideoHeaderLength = 5; // frame and codec, kind, composition time
    private const int TrailerLength = 4; // the tag's size again
    private const int VideoTag = 9;
    private const int Avc = 7;

    private readonly byte[] head = new byte[TagHeaderLength];
    private bool begun;

    /// <returns>The next configuration or picture; null at the end, also in the middle of a tag.</returns>
    /// <exception cref="NativeException">It is no such stream.</exception>
    public async ValueTask<FlvTag?> ReadAsync(CancellationToken cancellation)
    {
        if (!begun)
        {
            begun = true;
            var start = new byte[FileHeaderLength + TrailerLength];
            if (!await FillAsync(start, cancellation).ConfigureAwait(false))
            {
                return null;
            }

            if (!start.AsSpan().StartsWith("FLV\x01"u8))
            {
                throw Wrong("it does not begin with FLV");
            }
        }

        while (await FillAsync(head, cancellation).ConfigureAwait(false))
        {
            var size = (head[1] << 16) | (head[2] << 8) | head[3];
            var body = new byte[size + TrailerLength];
            if (!await FillAsync(body, cancellation).ConfigureAwait(false))
            {
                return null;
            }

            if (head[0] == VideoTag && Read(head, body.AsSpan(0, size)) is { } tag)
            {
                return tag;
            }
        }

        return null;
    }

    private static FlvTag? Read(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        if (body.Length < VideoHeaderLength || (body[0] & 15) != Avc)
        {
            throw Wrong("a tag of its pictures is not H.264");
        }

        // The lower three bytes of the time come first, the highest last.
        var milliseconds = ((long)head[7] << 24) | ((uint)head[4] << 16) | ((uint)head[5] << 8) | head[6];
        var data = body[VideoHeaderLength..].ToArray();
        return body[1] switch
        {
            0 => new(FlvTagKind.Configuration, milliseconds, IsKey: true, data),
            1 => new(FlvTagKind.Picture, milliseconds, IsKey: body[0] >> 4 == 1, data),
            _ => null, // The end of the sequence.
        };
    }

    private async ValueTask<bool> FillAsync(byte[] buffer, CancellationToken cancellation) =>
        await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false)
            == buffer.Length;

    private static NativeException Wrong(string what) => new($"ffmpeg gave a stream that cannot be read: {what}.");
}
