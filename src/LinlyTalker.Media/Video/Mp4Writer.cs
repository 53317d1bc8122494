using System.Globalization;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;
using LinlyTalker.Core.Flow;
using LinlyTalker.Media.Ffmpeg;
using LinlyTalker.Media.Matroska;

namespace LinlyTalker.Media.Video;

/// <summary>
/// Writes H.264 and AAC in MP4 as frames and sound come, in bounded memory, ready to play while it downloads.
/// Sound and frames may come from two tasks and in any order; their positions count from the file's beginning.
/// The file appears when <see cref="CompleteAsync"/> is done; disposed before, it leaves nothing.
/// </summary>
public sealed class Mp4Writer : IAsyncDisposable
{
    private readonly Mp4Options options;
    private readonly PendingFile pending;
    private readonly FfmpegProcess ffmpeg;
    private readonly RawMatroskaWriter raw;
    private readonly byte[] lastFrame;
    private readonly SemaphoreSlim turn = new(1);
    private long frameCount;
    private long sampleCount;
    private bool begun;

    /// <exception cref="InputException">The path cannot be written to.</exception>
    /// <exception cref="NativeLibraryMissingException">ffmpeg is not on this machine.</exception>
    public Mp4Writer(string path, Mp4Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        var program = FfmpegPrograms.Ffmpeg;
        pending = new PendingFile(path);
        try
        {
            ffmpeg = FfmpegProcess.Start(program, Arguments(options, pending.TemporaryPath));
        }
        catch
        {
            pending.Dispose();
            throw;
        }

        raw = new RawMatroskaWriter(ffmpeg.Input);
        lastFrame = new byte[options.Width * options.Height * 3 / 2];
    }

    /// <summary>How much has been given to the encoder, of frames.</summary>
    public TimeSpan FrameTime => TimeSpan.FromSeconds((double)frameCount / options.FramesPerSecond);

    /// <summary>How much has been given to the encoder, of sound.</summary>
    public TimeSpan SoundTime => new SampleSpan(0, sampleCount).Duration(options.SampleRate);

    /// <summary>Takes the next frame; the caller keeps and disposes it. Frames that the clock misses are repeated.</summary>
    /// <exception cref="ArgumentException">It has another size than the file.</exception>
    /// <exception cref="LinlyException">The encoder failed: the disk is full, ….</exception>
    public Task WriteAsync(VideoFrame frame, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Width != options.Width || frame.Height != options.Height)
        {
            throw new ArgumentException(
                $"The file has frames of {options.Width} × {options.Height}, not {frame.Width} × {frame.Height}.");
        }

        var number = (long)Math.Round((double)frame.Position * options.FramesPerSecond / frame.SampleRate);
        return EncodeAsync(
            async () =>
            {
                await RepeatLastFrameAsync(number, cancellation).ConfigureAwait(false);
                if (number < frameCount)
                {
                    return; // too late
                }

                frame.Pixels.CopyTo(lastFrame);
                await raw.WriteFrameAsync(frame.Pixels, frameCount++, options.FramesPerSecond, cancellation).ConfigureAwait(false);
            },
            cancellation);
    }

    /// <summary>Takes the next sound. A gap before it becomes silence.</summary>
    /// <exception cref="ArgumentException">It has another rate than the file, or begins before the last one ended.</exception>
    /// <exception cref="LinlyException">The encoder failed: the disk is full, ….</exception>
    public Task WriteAsync(AudioChunk chunk, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        if (chunk.SampleRate != options.SampleRate)
        {
            throw new ArgumentException($"The file has sound at {options.SampleRate} Hz, not {chunk.SampleRate} Hz.");
        }

        return EncodeAsync(
            async () =>
            {
                if (chunk.Position < sampleCount)
                {
                    throw new ArgumentException($"Sound at sample {chunk.Position} came when {sampleCount} were written.");
                }

                await WriteSilenceAsync(chunk.Position, cancellation).ConfigureAwait(false);
                await WriteSamplesAsync(chunk.Samples, cancellation).ConfigureAwait(false);
            },
            cancellation);
    }

    /// <summary>
    /// Lets pictures and sound end together (the last frame stands, or silence follows), finishes the file and
    /// gives it its name.
    /// </summary>
    /// <exception cref="InvalidOperationException">No frame was written.</exception>
    /// <exception cref="LinlyException">The encoder failed: the disk is full, ….</exception>
    public async Task CompleteAsync(CancellationToken cancellation = default)
    {
        if (frameCount == 0)
        {
            throw new InvalidOperationException("A video without a frame cannot be written.");
        }

        await EncodeAsync(
            async () =>
            {
                var frames = (long)Math.Round(SoundTime.TotalSeconds * options.FramesPerSecond);
                await RepeatLastFrameAsync(frames, cancellation).ConfigureAwait(false);
                await WriteSilenceAsync(frameCount * options.SampleRate / options.FramesPerSecond, cancellation).ConfigureAwait(false);
                ffmpeg.Input.Close();
                if (await ffmpeg.WaitAsync(cancellation).ConfigureAwait(false) != 0)
                {
                    throw await FailureAsync(null).ConfigureAwait(false);
                }
            },
            cancellation).ConfigureAwait(false);
        pending.Commit();
    }

    public async ValueTask DisposeAsync()
    {
        await ffmpeg.DisposeAsync().ConfigureAwait(false);
        pending.Dispose();
        turn.Dispose();
    }

    private static IEnumerable<string> Arguments(Mp4Options options, string path)
    {
        const string Colours = "smpte170m"; // BT.601, as VideoFrame is
        var culture = CultureInfo.InvariantCulture;
        return
        [
            "-nostdin", .. FfmpegProcess.SafeArguments, "-y", "-f", "matroska", "-i", "pipe:0", "-map", "0:v", "-map", "0:a",
            "-c:v", "libx264", "-preset", options.Preset.ToString().ToLowerInvariant(), "-crf", options.RateFactor.ToString(culture),
            "-pix_fmt", "yuv420p", "-r", options.FramesPerSecond.ToString(culture),
            "-colorspace", Colours, "-color_primaries", Colours, "-color_trc", Colours, "-color_range", "tv",
            "-c:a", "aac", "-b:a", "96k", "-movflags", "+faststart",
            "-metadata", "title=" + options.Title, "-metadata", "comment=" + options.Comment,
            "-f", "mp4", FfmpegProcess.FileArgument(path),
        ];
    }

    /// <summary>One item at a time; a cancelled or failed one ends the encoder, since half an item may be written.</summary>
    private async Task EncodeAsync(Func<Task> write, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await using var kill = cancellation.Register(ffmpeg.Kill).ConfigureAwait(false);
            if (!begun)
            {
                begun = true;
                await raw.WriteHeaderAsync(
                    options.Width, options.Height, options.FramesPerSecond, options.SampleRate, cancellation).ConfigureAwait(false);
            }

            await write().ConfigureAwait(false);
        }
        catch (IOException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw await FailureAsync(e).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task RepeatLastFrameAsync(long untilFrame, CancellationToken cancellation)
    {
        while (frameCount > 0 && frameCount < untilFrame)
        {
            await raw.WriteFrameAsync(lastFrame, frameCount++, options.FramesPerSecond, cancellation).ConfigureAwait(false);
        }
    }

    private async Task WriteSilenceAsync(long untilSample, CancellationToken cancellation)
    {
        while (sampleCount < untilSample)
        {
            var count = (int)Math.Min(options.SampleRate, untilSample - sampleCount);
            await WriteSamplesAsync(new float[count], cancellation).ConfigureAwait(false);
        }
    }

    private async Task WriteSamplesAsync(ReadOnlyMemory<float> samples, CancellationToken cancellation)
    {
        await raw.WriteSamplesAsync(samples, sampleCount, options.SampleRate, cancellation).ConfigureAwait(false);
        sampleCount += samples.Length;
    }

    private async Task<LinlyException> FailureAsync(Exception? cause)
    {
        await ffmpeg.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        var words = await ffmpeg.LastWordsAsync().ConfigureAwait(false);
        return words.Contains("No space left", StringComparison.Ordinal)
            ? new InputException($"{pending.Path} cannot be written: the disk is full.", cause)
            : new NativeException($"ffmpeg cannot write {pending.Path}: {words}", cause);
    }
}
