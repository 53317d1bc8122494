using System.Threading.Channels;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Media.Video;

/// <summary>The child that codes a stream, and after its death the next one.</summary>
internal sealed class H264Children(
    VideoEncoderOptions options, ChannelWriter<EncodedFrame> units, CancellationToken life) : IAsyncDisposable
{
    /// <summary>So many in a row that give nothing tell that the next would not either.</summary>
    private const int MostBarren = 3;

    private H264Child? child;
    private int barren;

    /// <summary>A frame that a child dies under is lost.</summary>
    /// <exception cref="NativeException">ffmpeg gives nothing.</exception>
    public async Task WriteAsync(FrameToEncode item, CancellationToken cancellation)
    {
        if (child is { HasEnded: true })
        {
            await BuryAsync().ConfigureAwait(false);
        }

        child ??= new H264Child(options, units, life);
        try
        {
            await child.WriteAsync(item, cancellation).ConfigureAwait(false);
        }
        catch (IOException) when (!cancellation.IsCancellationRequested)
        {
            await BuryAsync().ConfigureAwait(false);
        }
    }

    /// <summary>No more frames: waits for the units of those that were given.</summary>
    public Task CompleteAsync(CancellationToken cancellation) => child?.CompleteAsync(cancellation) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => child?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task BuryAsync()
    {
        var dead = child!;
        child = null;
        await dead.DisposeAsync().ConfigureAwait(false);
        barren = dead.UnitCount > 0 ? 0 : barren + 1;
        if (barren >= MostBarren)
        {
            var words = await dead.LastWordsAsync().ConfigureAwait(false);
            throw new NativeException(
                $"ffmpeg gives no H.264: it ended {barren} times without a picture ({words}). See that it has libx264: ffmpeg -encoders");
        }
    }
}
