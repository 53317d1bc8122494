using System.Buffers.Binary;
using System.Text;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Core.Signal.Wav;

/// <summary>
/// Writes mono WAV piece by piece. The sizes in the header are filled in by <see cref="Complete"/>; on a stream
/// that cannot seek they stay 0xFFFFFFFF, which readers take as "to the end".
/// </summary>
public sealed class WavWriter
{
    private const int BufferSamples = 4096;

    private readonly Stream stream;
    private readonly WavFormat format;
    private readonly byte[] buffer;
    private readonly int headerBytes;
    private long dataBytes;

    /// <param name="stream">Stays open.</param>
    /// <param name="encoding">PCM 16, PCM 24 or float 32.</param>
    /// <param name="comment">Kept in the file's INFO list (ICMT).</param>
    public WavWriter(Stream stream, int sampleRate, WavEncoding encoding = WavEncoding.Pcm16, string? comment = null)
    {
        this.stream = stream;
        format = new WavFormat(sampleRate, 1, encoding);
        buffer = new byte[BufferSamples * format.BytesPerSample];
        var header = Header(comment);
        headerBytes = header.Length;
        stream.Write(header);
    }

    /// <exception cref="InputException">The sound passes the 4 GB that a WAV can hold.</exception>
    public void Write(ReadOnlySpan<float> samples)
    {
        if (headerBytes + dataBytes + ((long)samples.Length * format.BytesPerSample) >= uint.MaxValue)
        {
            throw new InputException("A WAV file holds at most 4 GB; write a shorter sound or another format.");
        }

        while (!samples.IsEmpty)
        {
            var count = Math.Min(samples.Length, BufferSamples);
            var bytes = buffer.AsSpan(0, count * format.BytesPerSample);
            WavSamples.Encode(samples[..count], format.Encoding, bytes);
            stream.Write(bytes);
            dataBytes += bytes.Length;
            samples = samples[count..];
        }
    }

    /// <summary>Pads the data and fills in the sizes.</summary>
    public void Complete()
    {
        if (dataBytes % 2 == 1)
        {
            stream.WriteByte(0);
        }

        if (stream.CanSeek)
        {
            Span<byte> size = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)(headerBytes + dataBytes + (dataBytes % 2) - 8));
            stream.Seek(4, SeekOrigin.Begin);
            stream.Write(size);
            BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)dataBytes);
            stream.Seek(headerBytes - 4, SeekOrigin.Begin);
            stream.Write(size);
            stream.Seek(0, SeekOrigin.End);
        }

        stream.Flush();
    }

    private byte[] Header(string? comment)
    {
        var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write("RIFF"u8);
        writer.Write(uint.MaxValue);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)(format.Encoding == WavEncoding.Ieee32 ? 3 : 1));
        writer.Write((short)format.Channels);
        writer.Write(format.SampleRate);
        writer.Write(format.SampleRate * format.BytesPerFrame);
        writer.Write((short)format.BytesPerFrame);
        writer.Write((short)(format.BytesPerSample * 8));
        if (comment is not null)
        {
            var text = Encoding.UTF8.GetBytes(comment + "\0");
            var padded = text.Length + (text.Length % 2);
            writer.Write("LIST"u8);
            writer.Write(4 + 8 + padded);
            writer.Write("INFOICMT"u8);
            writer.Write(text.Length);
            writer.Write(text);
            writer.Write(new byte[padded - text.Length]);
        }

        writer.Write("data"u8);
        writer.Write(uint.MaxValue);
        writer.Flush();
        return memory.ToArray();
    }
}
