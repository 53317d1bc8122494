using System.Buffers.Binary;
using System.Text;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Core.Signal.Wav;

/// <summary>
/// Reads a WAV up to its samples (RIFF, Multimedia Programming Interface 1.0; WAVE_FORMAT_EXTENSIBLE; RF64 of
/// EBU Tech 3306). Nothing is read ahead, and nothing that the file says is allocated unchecked.
/// </summary>
internal static class WavHeader
{
    private const int MaxFormatBytes = 4096;
    private const uint Unknown = uint.MaxValue;
    private const int ChunkHead = 8;

    /// <returns>The format and the bytes of sample data; null where the writer never filled the size in.</returns>
    public static (WavFormat Format, long? DataBytes) Read(Stream stream, string name)
    {
        Span<byte> head = stackalloc byte[12];
        var got = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (got == 0)
        {
            throw new InputException($"{name} is empty.");
        }

        var riff = Encoding.ASCII.GetString(head[..4]);
        if (got < head.Length || riff is not ("RIFF" or "RF64") || !head[8..].SequenceEqual("WAVE"u8))
        {
            throw new InputException($"{name} is not a WAV file: it does not begin with RIFF and WAVE.");
        }

        var riffEnd = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) + (long)ChunkHead;
        return ReadChunks(stream, name, riffEnd);
    }

    private static (WavFormat Format, long? DataBytes) ReadChunks(Stream stream, string name, long riffEnd)
    {
        WavFormat? format = null;
        long? longDataBytes = null;
        var position = 12L;
        Span<byte> head = stackalloc byte[ChunkHead];
        while (true)
        {
            if (stream.ReadAtLeast(head, ChunkHead, throwOnEndOfStream: false) < ChunkHead)
            {
                throw new InputException($"{name} ends at byte {position} before its sound begins; the file is cut.");
            }

            position += ChunkHead;
            var size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (head[..4].SequenceEqual("data"u8))
            {
                var sound = format
                    ?? throw new InputException($"{name}: the data chunk comes before the format (fmt) chunk.");
                return (sound, DataBytes(size, longDataBytes, position, riffEnd));
            }

            if (head[..4].SequenceEqual("fmt "u8))
            {
                format = ReadFormat(ReadChunk(stream, name, size, position), name);
            }
            else if (head[..4].SequenceEqual("ds64"u8))
            {
                var sizes = ReadChunk(stream, name, size, position);
                longDataBytes = sizes.Length >= 16 ? BinaryPrimitives.ReadInt64LittleEndian(sizes.AsSpan(8)) : null;
            }
            else
            {
                Skip(stream, size);
            }

            Skip(stream, size % 2); // chunks are padded to even lengths
            position += size + (size % 2);
        }
    }

    /// <summary>A recorder that was ended in the middle, or a pipe, leaves 0 or 0xFFFFFFFF.</summary>
    private static long? DataBytes(uint size, long? longDataBytes, long position, long riffEnd) => size switch
    {
        Unknown => longDataBytes is >= 0 ? longDataBytes : null,
        0 when riffEnd <= position || riffEnd == Unknown + (long)ChunkHead => null,
        _ => size,
    };

    private static WavFormat ReadFormat(ReadOnlySpan<byte> chunk, string name)
    {
        if (chunk.Length < 16)
        {
            throw new InputException($"{name}: the format (fmt) chunk has {chunk.Length} bytes, at least 16 are needed.");
        }

        const int Extensible = 0xFFFE;
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int blockAlign = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        if (tag == Extensible && chunk.Length >= 26)
        {
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]); // the sub-format's GUID begins with the tag
        }

        if (channels is 0 or > 64 || rate is < 1000 or > 768_000)
        {
            throw new InputException($"{name} says it has {channels} channels at {rate} Hz; that cannot be played.");
        }

        // What a sample takes in the file is the block, also where 20 valid bits stand in 24.
        var encoding = (tag, blockAlign / channels) switch
        {
            (1, 1) => WavEncoding.Pcm8,
            (1, 2) => WavEncoding.Pcm16,
            (1, 3) => WavEncoding.Pcm24,
            (1, 4) => WavEncoding.Pcm32,
            (3, 4) => WavEncoding.Ieee32,
            (3, 8) => WavEncoding.Ieee64,
            _ => throw new InputException(
                $"{name} stores its sound as WAV encoding {tag} with {blockAlign} bytes a frame, which is not plain "
                + "PCM or float; convert it with: ffmpeg -i IN.wav -c:a pcm_s16le OUT.wav"),
        };
        var format = new WavFormat((int)rate, channels, encoding);
        return format.BytesPerFrame == blockAlign
            ? format
            : throw new InputException($"{name}: {blockAlign} bytes a frame do not divide by {channels} channels.");
    }

    private static byte[] ReadChunk(Stream stream, string name, uint size, long position)
    {
        if (size > MaxFormatBytes)
        {
            throw new InputException($"{name}: the header chunk at byte {position} claims {size} bytes; the file is damaged.");
        }

        var bytes = new byte[size];
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == size
            ? bytes
            : throw new InputException($"{name} ends inside its header at byte {position}; the file is cut.");
    }

    private static void Skip(Stream stream, long count)
    {
        if (stream.CanSeek)
        {
            stream.Seek(Math.Min(count, Math.Max(0, stream.Length - stream.Position)), SeekOrigin.Current);
            return;
        }

        Span<byte> waste = stackalloc byte[1024];
        while (count > 0 && stream.Read(waste[..(int)Math.Min(count, waste.Length)]) is > 0 and var got)
        {
            count -= got;
        }
    }
}
