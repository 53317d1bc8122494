using System.Buffers;

namespace LinlyTalker.Core.Flow;

/// <summary>
/// A picture in I420: <c>Width × Height</c> luma, then two quarter-size chroma planes (U, V), BT.601 limited range.
/// The buffer is pooled; who receives a frame disposes it, once.
/// </summary>
public sealed class VideoFrame : IDisposable
{
    private byte[]? buffer;

    /// <param name="width">Even.</param>
    /// <param name="height">Even.</param>
    /// <param name="position">On the audio's clock, in samples of <paramref name="sampleRate"/>.</param>
    public VideoFrame(int width, int height, long position, int sampleRate)
    {
        if (width <= 0 || height <= 0 || (width | height) % 2 != 0)
        {
            throw new ArgumentException($"A frame needs even sides; {width} × {height} was asked for.");
        }

        Width = width;
        Height = height;
        Position = position;
        SampleRate = sampleRate;
        buffer = ArrayPool<byte>.Shared.Rent(ByteCount);
    }

    public int Width { get; }

    public int Height { get; }

    public long Position { get; }

    public int SampleRate { get; }

    public int ByteCount => Width * Height * 3 / 2;

    public Memory<byte> Pixels => Buffer.AsMemory(0, ByteCount);

    public Span<byte> Y => Buffer.AsSpan(0, Width * Height);

    public Span<byte> U => Buffer.AsSpan(Width * Height, Width * Height / 4);

    public Span<byte> V => Buffer.AsSpan(Width * Height * 5 / 4, Width * Height / 4);

    private byte[] Buffer => buffer ?? throw new ObjectDisposedException(nameof(VideoFrame));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
