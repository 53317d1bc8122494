using System.Runtime.CompilerServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Streams;
using LinlyTalker.Media.Video;

namespace LinlyTalker.Cli.Recording;

/// <summary>What was filmed.</summary>
internal sealed record FilmResult(TimeSpan Length, int Frames, TimeSpan FirstFrameAfter);

/// <summary>Films a face: draws the moments and writes picture and sound into one file.</summary>
internal sealed class FilmRecorder(IRenderer renderer, RenderOptions options, TimeProvider time)
{
    /// <exception cref="InputException">There was nothing to film.</exception>
    public async Task<FilmResult> RecordAsync(
        IAsyncEnumerable<FaceMoment> moments, string path, Action<TimeSpan>? progress, CancellationToken cancellation)
    {
        Mp4Writer? writer = null;
        var start = time.GetTimestamp();
        var first = TimeSpan.Zero;
        var frames = 0;
        try
        {
            var sounding = WithSoundAsync(moments, rate => writer ??= Open(path, rate), cancellation);
            await foreach (var frame in renderer.RenderAsync(sounding, options, cancellation).Ahead(8, cancellation))
            {
                using (frame)
                {
                    await writer!.WriteAsync(frame, cancellation);
                }

                first = frames++ == 0 ? time.GetElapsedTime(start) : first;
                progress?.Invoke(writer!.FrameTime);
            }

            if (writer is null)
            {
                throw new InputException("There is nothing to say, so there is nothing to film.");
            }

            await writer.CompleteAsync(cancellation);
            return new FilmResult(writer.FrameTime, frames, first);
        }
        finally
        {
            if (writer is not null)
            {
                await writer.DisposeAsync();
            }
        }
    }

    private Mp4Writer Open(string path, int sampleRate) => new(path, new Mp4Options
    {
        Width = options.Size,
        Height = options.Size,
        FramesPerSecond = options.FramesPerSecond,
        SampleRate = sampleRate,
    });

    private static async IAsyncEnumerable<FaceMoment> WithSoundAsync(
        IAsyncEnumerable<FaceMoment> moments,
        Func<int, Mp4Writer> open,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var moment in moments.WithCancellation(cancellation))
        {
            await open(moment.Audio.SampleRate).WriteAsync(moment.Audio, cancellation);
            yield return moment;
        }
    }
}
