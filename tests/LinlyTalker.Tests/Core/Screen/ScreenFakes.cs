using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Tests.Core.Screen;

/// <summary>Draws nothing: a frame for each moment that is shown. Keeps what it was given.</summary>
internal sealed class FakeRenderer : IRenderer
{
    private readonly ConcurrentQueue<FaceMoment> moments = new();

    public IReadOnlyList<FaceMoment> Moments => [.. moments];

    public bool HasEnded { get; private set; }

    /// <summary>Ends when it has time for the next picture.</summary>
    public Task Busy { get; set; } = Task.CompletedTask;

    public async IAsyncEnumerable<VideoFrame> RenderAsync(
        IAsyncEnumerable<FaceMoment> moments, RenderOptions options, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        try
        {
            await foreach (var moment in moments.WithCancellation(cancellation))
            {
                this.moments.Enqueue(moment);
                if (moment.IsShown)
                {
                    yield return new VideoFrame(options.Size, options.Size, moment.Audio.Position, moment.Audio.SampleRate);
                    await Busy;
                }
            }
        }
        finally
        {
            HasEnded = true;
        }
    }
}

/// <summary>Codes nothing: a unit for each frame, the first and those that must be key frames.</summary>
internal sealed class FakeEncoder : IVideoEncoder
{
    private int open;

    public Exception? Failure { get; set; }

    /// <summary>Streams that are being coded.</summary>
    public int Open => open;

    public async IAsyncEnumerable<EncodedFrame> EncodeAsync(
        IAsyncEnumerable<FrameToEncode> frames, VideoEncoderOptions options, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref open);
        try
        {
            var isFirst = true;
            await foreach (var item in frames.WithCancellation(cancellation))
            {
                using var frame = item.Frame;
                if (Failure is not null)
                {
                    throw Failure;
                }

                yield return new EncodedFrame
                {
                    Data = new byte[] { 0 },
                    Position = frame.Position,
                    SampleRate = frame.SampleRate,
                    IsKey = isFirst || item.MustBeKey,
                    Codec = "fake",
                };
                isFirst = false;
            }
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }
}
