using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Media.Ffmpeg;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Media.Video;

/// <summary>A decoded frame and when it is shown.</summary>
public sealed record TimedPicture(Picture Picture, TimeSpan Time);

/// <summary>The pictures of any video that ffmpeg reads, one at a time.</summary>
public static class VideoFile
{
    /// <param name="framesPerSecond">Frames are dropped or repeated to keep this rate.</param>
    /// <exception cref="InputException">The file cannot be read, is no video, or is larger than a picture may be.</exception>
    /// <exception cref="NativeLibraryMissingException">ffmpeg is not on this machine.</exception>
    public static async IAsyncEnumerable<TimedPicture> DecodeFramesAsync(
        string path, int framesPerSecond = 25, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // PPM, since each picture says its own size: a phone's video turns by metadata.
        var rate = framesPerSecond.ToString(CultureInfo.InvariantCulture);
        await using var ffmpeg = FfmpegProcess.Start(
            FfmpegPrograms.Ffmpeg,
            ["-nostdin", .. FfmpegProcess.SafeArguments, .. MediaFile.InputArguments(path),
                "-map", "0:V:0", "-r", rate, "-pix_fmt", "rgb24", "-c:v", "ppm", "-f", "image2pipe", "pipe:1"]);
        await using var kill = cancellation.Register(ffmpeg.Kill).ConfigureAwait(false);
        await using var stream = new BufferedStream(ffmpeg.Output, 1 << 16);
        var index = 0;
        while (await ReadPpmAsync(stream, path, cancellation).ConfigureAwait(false) is { } picture)
        {
            yield return new TimedPicture(picture, TimeSpan.FromSeconds((double)index++ / framesPerSecond));
        }

        cancellation.ThrowIfCancellationRequested();
        if (await ffmpeg.WaitAsync(cancellation).ConfigureAwait(false) != 0 || index == 0)
        {
            var words = await ffmpeg.LastWordsAsync().ConfigureAwait(false);
            throw words.Contains("matches no streams", StringComparison.Ordinal)
                ? new InputException($"{path} has no pictures: it has no video track.")
                : MediaFile.Refusal(path, words);
        }
    }

    private static async Task<Picture?> ReadPpmAsync(BufferedStream stream, string path, CancellationToken cancellation)
    {
        if (ReadToken(stream) != "P6")
        {
            return null;
        }

        var width = int.Parse(ReadToken(stream), CultureInfo.InvariantCulture);
        var height = int.Parse(ReadToken(stream), CultureInfo.InvariantCulture);
        ReadToken(stream); // the brightest value, 255
        if ((long)width * height > PictureLimits.Default.Pixels)
        {
            throw new InputException($"{path} has frames of {width} × {height} pixels, which is more than is read.");
        }

        var picture = new Picture(width, height);
        var got = await stream.ReadAtLeastAsync(picture.Pixels, picture.Pixels.Length, false, cancellation).ConfigureAwait(false);
        return got == picture.Pixels.Length ? picture : null;
    }

    /// <summary>A word of the header and the one white space behind it; empty at the end.</summary>
    private static string ReadToken(BufferedStream stream)
    {
        var token = new StringBuilder();
        while (stream.ReadByte() is > ' ' and var letter && token.Length < 10)
        {
            token.Append((char)letter);
        }

        return token.ToString();
    }
}
