using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Organs;

public sealed record VideoEncoderOptions
{
    /// <summary>Even.</summary>
    public required int Width { get; init; }

    /// <summary>Even.</summary>
    public required int Height { get; init; }

    public int FramesPerSecond { get; init; } = 25;

    /// <summary>A key frame comes at least once in so many frames; between them only when it is asked for.</summary>
    public int KeyFrameEvery { get; init; } = 250;

    /// <summary>x264's constant rate factor: 0 is lossless, 18 looks so, 51 is worst.</summary>
    public int RateFactor { get; init; } = 23;

    /// <summary>What a busy picture may take at the most.</summary>
    public int MaxBitsPerSecond { get; init; } = 4_000_000;
}

/// <summary>A picture on its way into a stream; who receives it disposes the frame.</summary>
/// <param name="MustBeKey">A client joins, or lost something: it shall be able to begin here.</param>
public readonly record struct FrameToEncode(VideoFrame Frame, bool MustBeKey = false);

/// <summary>Codes pictures for the wire as they come, each at once.</summary>
public interface IVideoEncoder
{
    /// <param name="frames">
    /// Positions rise; what the clock skips is not made up for. Frames are fetched only as fast as they are coded and
    /// the result is read: a source that must not wait drops what is late.
    /// </param>
    /// <returns>
    /// A unit for each frame, in order, none held back for the next one. When the coder dies the frames in it are lost
    /// and the stream goes on with a key frame.
    /// </returns>
    /// <exception cref="LinlyException">The coder is not on this machine, or dies again and again.</exception>
    IAsyncEnumerable<EncodedFrame> EncodeAsync(
        IAsyncEnumerable<FrameToEncode> frames, VideoEncoderOptions options, CancellationToken cancellation = default);
}
