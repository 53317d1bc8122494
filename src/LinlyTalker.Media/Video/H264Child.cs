using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Media.Ffmpeg;
using LinlyTalker.Media.Flv;
using LinlyTalker.Media.Matroska;

namespace LinlyTalker.Media.Video;

/// <summary>
/// One ffmpeg with libx264, from its first frame to its end or its death. It has no channel for orders beside its input,
/// so a frame's time carries one: frames stand at even milliseconds, and one that must be a key frame a millisecond later.
/// </summary>
internal sealed class H264Child : IAsyncDisposable
{
    /// <summary>A frame that is not taken for so long, though units are read, tells of a child that hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly VideoEncoderOptions options;
    private readonly ChannelWriter<EncodedFrame> units;
    private readonly FfmpegProcess ffmpeg;
    private readonly RawMatroskaWriter raw;
    private readonly ConcurrentQueue<(long Milliseconds, long Position, int SampleRate)> inside = new();
    private readonly Task reading;
    private (long Milliseconds, long Position)? first;
    private long last = -2;
    private volatile bool isReaderSlow;

    /// <exception cref="NativeLibraryMissingException">ffmpeg is not on this machine.</exception>
    public H264Child(VideoEncoderOptions options, ChannelWriter<EncodedFrame> units, CancellationToken cancellation)
    {
        (this.options, this.units) = (options, units);
        ffmpeg = FfmpegProcess.Start(FfmpegPrograms.Ffmpeg, Arguments(options));
        ffmpeg.WidenInput(options.Width * options.Height * 3 / 2);
        raw = new RawMatroskaWriter(ffmpeg.Input);
        reading = ReadAsync(cancellation);
    }

    /// <summary>How many units it has given.</summary>
    public int UnitCount { get; private set; }

    public bool HasEnded => reading.IsCompleted;

    /// <exception cref="IOException">The child has died, or hangs and was ended.</exception>
    public async Task WriteAsync(FrameToEncode item, CancellationToken cancellation)
    {
        var frame = item.Frame;
        var time = TimeOf(frame, item.MustBeKey);
        inside.Enqueue((time, frame.Position, frame.SampleRate));
        await using var kill = cancellation.Register(ffmpeg.Kill).ConfigureAwait(false);
        var write = WriteAsync(frame, time, cancellation);
        if (!await EndsAsync(write, cancellation).ConfigureAwait(false))
        {
            ffmpeg.Kill();
        }

        await write.ConfigureAwait(false);
    }

    /// <summary>No more frames: waits for the units of those that were given.</summary>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        ffmpeg.Input.Close();
        await EndsAsync(reading, cancellation).ConfigureAwait(false);
    }

    public Task<string> LastWordsAsync() => ffmpeg.LastWordsAsync();

    public async ValueTask DisposeAsync()
    {
        await ffmpeg.DisposeAsync().ConfigureAwait(false);
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <returns>False when it hangs, and not because nobody reads its units.</returns>
    private async Task<bool> EndsAsync(Task task, CancellationToken cancellation)
    {
        while (!task.IsCompleted)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var patience = Task.Delay(Patience, enough.Token);
            var ended = await Task.WhenAny(task, patience).ConfigureAwait(false) == task;
            await enough.CancelAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (!ended && !isReaderSlow)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<string> Arguments(VideoEncoderOptions options)
    {
        const string Colours = "smpte170m"; // BT.601, as VideoFrame is
        string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        return
        [
            "-nostdin", .. FfmpegProcess.SafeArguments, "-probesize", "32", "-analyzeduration", "0", "-threads", "1",
            "-f", "matroska", "-i", "pipe:0", "-map", "0:v", "-fps_mode", "passthrough", "-enc_time_base", "1/1000",
            "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-profile:v", "baseline", "-pix_fmt", "yuv420p",
            "-threads", "1", "-filter_threads", "1", "-crf", Text(options.RateFactor),
            "-maxrate", Text(options.MaxBitsPerSecond), "-bufsize", Text(options.MaxBitsPerSecond / 2),
            "-g", Text(options.KeyFrameEvery), "-sc_threshold", "0", "-forced-idr", "1",
            "-force_key_frames", "expr:mod(round(t*1000),2)",
            "-colorspace", Colours, "-color_primaries", Colours, "-color_trc", Colours, "-color_range", "tv",
            "-flush_packets", "1", "-flvflags", "no_duration_filesize", "-f", "flv", "pipe:1",
        ];
    }

    /// <summary>Milliseconds since the child's first frame: even, odd for a key frame, and rising.</summary>
    private long TimeOf(VideoFrame frame, bool mustBeKey)
    {
        var now = (long)Math.Round(500.0 * frame.Position / frame.SampleRate) * 2;
        first ??= (now, frame.Position);
        var time = Math.Max(now - first.Value.Milliseconds, last + 2);

        // The first is a key frame anyway; ffmpeg counts from it, so it must be even.
        last = time;
        return mustBeKey && time > 0 ? time + 1 : time;
    }

    private async Task WriteAsync(VideoFrame frame, long time, CancellationToken cancellation)
    {
        if (time == 0)
        {
            await raw.WriteHeaderAsync(options.Width, options.Height, options.FramesPerSecond, null, cancellation).ConfigureAwait(false);
        }

        await raw.WriteFrameAsync(frame.Pixels, time, 1000, cancellation).ConfigureAwait(false);
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        await using var output = new BufferedStream(ffmpeg.Output, 1 << 15);
        var flv = new FlvReader(output);
        AvcConfiguration? configuration = null;
        while (await flv.ReadAsync(cancellation).ConfigureAwait(false) is { } tag)
        {
            if (tag.Kind == FlvTagKind.Configuration)
            {
                configuration = new(tag.Data);
            }
            else if (configuration is not null && Take(tag.Milliseconds) is var (position, rate))
            {
                await GiveAsync(
                    new EncodedFrame
                    {
                        Data = configuration.ToAnnexB(tag.Data, tag.IsKey),
                        Position = position,
                        SampleRate = rate,
                        IsKey = tag.IsKey,
                        Codec = configuration.Codec,
                    },
                    cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The frame that stood at a time; what stood before it and gave no unit is forgotten.</summary>
    private (long Position, int SampleRate)? Take(long milliseconds)
    {
        while (inside.TryPeek(out var frame) && frame.Milliseconds <= milliseconds)
        {
            inside.TryDequeue(out _);
            if (frame.Milliseconds == milliseconds)
            {
                return (frame.Position, frame.SampleRate);
            }
        }

        return null;
    }

    private async ValueTask GiveAsync(EncodedFrame unit, CancellationToken cancellation)
    {
        if (!units.TryWrite(unit))
        {
            isReaderSlow = true;
            await units.WriteAsync(unit, cancellation).ConfigureAwait(false);
            isReaderSlow = false;
        }

        UnitCount++;
    }
}
