using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Media.Ffmpeg;

namespace LinlyTalker.Media.Video;

/// <summary>
/// H.264 for the wire by libx264 (ultrafast, zerolatency, constrained baseline, one thread) in a child process of its
/// own: x264 is GPL, and what dies there costs a few frames. Any number of streams may be coded at once.
/// </summary>
public sealed class H264Encoder : IVideoEncoder
{
    /// <summary>Units that wait for their reader before frames are taken no more.</summary>
    private const int UnitsAhead = 4;

    /// <returns>Null where there is no ffmpeg.</returns>
    public static H264Encoder? IfPresent()
    {
        try
        {
            _ = FfmpegPrograms.Ffmpeg;
            return new H264Encoder();
        }
        catch (NativeLibraryMissingException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A side is odd, or a number is out of range.</exception>
    /// <exception cref="NativeLibraryMissingException">ffmpeg is not on this machine.</exception>
    /// <exception cref="NativeException">ffmpeg gives nothing.</exception>
    public async IAsyncEnumerable<EncodedFrame> EncodeAsync(
        IAsyncEnumerable<FrameToEncode> frames,
        VideoEncoderOptions options,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Check(options);
        var units = Channel.CreateBounded<EncodedFrame>(new BoundedChannelOptions(UnitsAhead) { SingleReader = true });
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var feeding = FeedAsync(frames, options, units.Writer, leave.Token);
        try
        {
            await foreach (var unit in units.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return unit;
            }
        }
        finally
        {
            await leave.CancelAsync().ConfigureAwait(false);
            await feeding.ConfigureAwait(false);
        }
    }

    private static async Task FeedAsync(
        IAsyncEnumerable<FrameToEncode> frames, VideoEncoderOptions options, ChannelWriter<EncodedFrame> units, CancellationToken cancellation)
    {
        Exception? failure = null;
        await using var children = new H264Children(options, units, cancellation);
        try
        {
            await foreach (var item in frames.WithCancellation(cancellation).ConfigureAwait(false))
            {
                using var frame = item.Frame;
                if (frame.Width != options.Width || frame.Height != options.Height)
                {
                    throw new ArgumentException(
                        $"The stream has frames of {options.Width} × {options.Height}, not {frame.Width} × {frame.Height}.");
                }

                await children.WriteAsync(item, cancellation).ConfigureAwait(false);
            }

            await children.CompleteAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e; // The reader's to throw, after the units that came before it.
        }

        units.Complete(failure);
    }

    private static void Check(VideoEncoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Width is < 16 or > 4096 || options.Height is < 16 or > 4096 || (options.Width | options.Height) % 2 != 0)
        {
            throw new ArgumentException(
                $"A picture's sides are even and between 16 and 4096; {options.Width} × {options.Height} was asked for.");
        }

        if (options.FramesPerSecond is < 1 or > 120 || options.KeyFrameEvery is < 1 or > 10_000
            || options.RateFactor is < 0 or > 51 || options.MaxBitsPerSecond < 10_000)
        {
            throw new ArgumentException(
                "A stream has 1 to 120 frames a second, a key frame at least every 10000 frames, a rate factor of 0 to 51 and 10000 bits a second or more.");
        }
    }
}
