using System.Runtime.CompilerServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;
using LinlyTalker.Core.Signal.Wav;
using LinlyTalker.Media.Ffmpeg;

namespace LinlyTalker.Media.Sound;

/// <summary>
/// The sound of any file that ffmpeg reads, video too, as a stream: an hour takes no more memory than a second.
/// Plain WAV is read without ffmpeg.
/// </summary>
public static class AudioFile
{
    private const int ChunkFrames = 8192;

    /// <summary>Mono, at the rate that is asked for (by our own resampler), from position 0 without gaps.</summary>
    /// <param name="progress">Told after each chunk.</param>
    /// <exception cref="InputException">The file cannot be read, is no recording, or holds no sound.</exception>
    /// <exception cref="NativeLibraryMissingException">ffmpeg is needed and not on this machine.</exception>
    public static async IAsyncEnumerable<AudioChunk> DecodeAsync(
        string path,
        int sampleRate,
        IProgress<MediaProgress>? progress = null,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var input = MediaFile.InputArguments(path);
        var total = progress is null ? null : await DurationAsync(path, cancellation).ConfigureAwait(false);
        var chunks = OpenWav(path) is { } wav
            ? DecodeAsync(wav, cancellation)
            : DecodeByFfmpegAsync(path, input, cancellation);
        var any = false;
        await foreach (var chunk in chunks.ResampleAsync(sampleRate, cancellation).ConfigureAwait(false))
        {
            any = true;
            yield return chunk;
            progress?.Report(new MediaProgress(chunk.Span.EndTime(sampleRate), total));
        }

        if (!any)
        {
            throw new InputException($"{path} holds no sound: it has no samples.");
        }
    }

    /// <summary>All of it at once, for short recordings.</summary>
    /// <inheritdoc cref="DecodeAsync(string, int, IProgress{MediaProgress}?, CancellationToken)"/>
    public static async Task<AudioChunk> ReadAsync(string path, int sampleRate, CancellationToken cancellation = default)
    {
        var chunks = await DecodeAsync(path, sampleRate, null, cancellation).ToListAsync(cancellation).ConfigureAwait(false);
        var samples = new float[chunks.Sum(c => c.Samples.Length)];
        foreach (var chunk in chunks)
        {
            chunk.Samples.CopyTo(samples.AsMemory((int)chunk.Position));
        }

        return new AudioChunk(samples, sampleRate, 0);
    }

    /// <returns>Null where ffmpeg must read it.</returns>
    private static WavReader? OpenWav(string path)
    {
        try
        {
            return WavReader.Open(path);
        }
        catch (InputException)
        {
            return null; // ffmpeg reads more kinds, and says what is wrong with the rest
        }
    }

    private static async Task<TimeSpan?> DurationAsync(string path, CancellationToken cancellation)
    {
        using var wav = OpenWav(path);
        return wav?.FrameCount is { } frames
            ? new SampleSpan(0, frames).Duration(wav.Format.SampleRate)
            : (await MediaInfo.ReadAsync(path, cancellation).ConfigureAwait(false)).Duration;
    }

    private static async IAsyncEnumerable<AudioChunk> DecodeAsync(
        WavReader reader, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var _ = reader;
        while (true)
        {
            var position = reader.Position;
            var samples = new float[ChunkFrames];
            var got = await Task.Run(() => reader.Read(samples), cancellation).ConfigureAwait(false);
            if (got > 0)
            {
                yield return new AudioChunk(samples.AsMemory(0, got), reader.Format.SampleRate, position);
            }

            if (got < ChunkFrames)
            {
                yield break;
            }
        }
    }

    private static async IAsyncEnumerable<AudioChunk> DecodeByFfmpegAsync(
        string path, IReadOnlyList<string> input, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A WAV down the pipe, since its header says the rate; its sizes stay open. The channels are mixed by the
        // reader: ffmpeg would add two equal ones up beyond full scale.
        await using var ffmpeg = FfmpegProcess.Start(
            FfmpegPrograms.Ffmpeg,
            ["-nostdin", .. FfmpegProcess.SafeArguments, "-threads", "1", .. input,
                "-map", "0:a:0", "-c:a", "pcm_f32le", "-f", "wav", "pipe:1"]);
        await using var kill = cancellation.Register(ffmpeg.Kill).ConfigureAwait(false);
        var reader = await Task.Run(() => ReadHeader(ffmpeg.Output, path), cancellation).ConfigureAwait(false);
        if (reader is not null)
        {
            await foreach (var chunk in DecodeAsync(reader, cancellation).ConfigureAwait(false))
            {
                yield return chunk;
            }
        }

        cancellation.ThrowIfCancellationRequested();
        if (await ffmpeg.WaitAsync(cancellation).ConfigureAwait(false) != 0 || reader is null)
        {
            var words = await ffmpeg.LastWordsAsync().ConfigureAwait(false);
            throw words.Contains("matches no streams", StringComparison.Ordinal)
                ? new InputException($"{path} holds no sound: it has no audio track.")
                : MediaFile.Refusal(path, words);
        }
    }

    private static WavReader? ReadHeader(Stream stream, string path)
    {
        try
        {
            return new WavReader(stream, path);
        }
        catch (InputException)
        {
            return null; // ffmpeg gave up; its own words say why
        }
    }
}
