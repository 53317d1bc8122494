using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Signal.Wav;

/// <summary>Reads a WAV of any length in bounded memory, mixed down to mono.</summary>
public sealed class WavReader : IDisposable
{
    private const int BufferFrames = 4096;

    private readonly Stream stream;
    private readonly bool leaveOpen;
    private readonly byte[] buffer;
    private readonly long? declaredFrames;

    /// <param name="stream">Read forward only; a pipe will do.</param>
    /// <param name="name">What the errors call it.</param>
    /// <exception cref="InputException">The stream is not a WAV, or one whose encoding is not PCM or float.</exception>
    public WavReader(Stream stream, string name, bool leaveOpen = false)
    {
        this.stream = stream;
        this.leaveOpen = leaveOpen;
        (Format, var dataBytes) = WavHeader.Read(stream, name);
        declaredFrames = dataBytes / Format.BytesPerFrame;
        buffer = new byte[BufferFrames * Format.BytesPerFrame];
    }

    /// <exception cref="InputException">There is no such file, or it is not a WAV.</exception>
    public static WavReader Open(string path)
    {
        FileStream file;
        try
        {
            file = File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {e.Message}", e);
        }

        try
        {
            return new WavReader(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public WavFormat Format { get; }

    /// <summary>Frames read so far.</summary>
    public long Position { get; private set; }

    /// <summary>
    /// Frames in all; null where the header does not say and the end of the stream tells. A cut file holds less:
    /// then <see cref="Read"/> gives what is there.
    /// </summary>
    public long? FrameCount => declaredFrames is { } declared && stream.CanSeek
        ? Math.Min(declared, Position + ((stream.Length - stream.Position) / Format.BytesPerFrame))
        : declaredFrames;

    /// <summary>Fills <paramref name="mono"/> from its beginning.</summary>
    /// <returns>Frames read; fewer than asked only at the end, 0 after it.</returns>
    public int Read(Span<float> mono)
    {
        var done = 0;
        while (done < mono.Length)
        {
            var wanted = (int)Math.Min(Math.Min(BufferFrames, mono.Length - done), (declaredFrames ?? long.MaxValue) - Position);
            var bytes = stream.ReadAtLeast(
                buffer.AsSpan(0, wanted * Format.BytesPerFrame), wanted * Format.BytesPerFrame, throwOnEndOfStream: false);
            var frames = bytes / Format.BytesPerFrame;
            WavSamples.DecodeMono(buffer.AsSpan(0, frames * Format.BytesPerFrame), Format, mono.Slice(done, frames));
            done += frames;
            Position += frames;
            if (frames < wanted || wanted == 0)
            {
                break;
            }
        }

        return done;
    }

    /// <summary>The rest of the sound, piece by piece.</summary>
    public IEnumerable<AudioChunk> ReadChunks(int chunkFrames = BufferFrames)
    {
        while (true)
        {
            var position = Position;
            var samples = new float[chunkFrames];
            var got = Read(samples);
            if (got > 0)
            {
                yield return new AudioChunk(samples.AsMemory(0, got), Format.SampleRate, position);
            }

            if (got < chunkFrames)
            {
                yield break;
            }
        }
    }

    public void Dispose()
    {
        if (!leaveOpen)
        {
            stream.Dispose();
        }
    }
}
