using System.Globalization;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;
using LinlyTalker.Core.Signal.Wav;
using LinlyTalker.Media.Ffmpeg;

namespace LinlyTalker.Media.Sound;

/// <summary>
/// Writes speech as it comes, in bounded memory, in the format that the file's extension names; every file says that
/// it is synthetic. It appears when <see cref="CompleteAsync"/> is done; disposed before, it leaves nothing.
/// </summary>
public sealed class SoundWriter : IAsyncDisposable
{
    private static readonly Dictionary<string, string[]> Encodings = new(StringComparer.OrdinalIgnoreCase)
    {
        [".mp3"] = ["-c:a", "libmp3lame", "-q:a", "4"],
        [".m4a"] = ["-c:a", "aac", "-b:a", "96k"],
        [".ogg"] = ["-c:a", "libvorbis", "-q:a", "4"],
        [".opus"] = ["-c:a", "libopus", "-b:a", "48k"],
        [".flac"] = ["-c:a", "flac"],
    };

    private readonly PendingFile pending;
    private readonly FfmpegProcess? ffmpeg;
    private readonly Stream stream;
    private readonly WavWriter wav;

    /// <exception cref="InputException">The extension is not known, or the path cannot be written to.</exception>
    /// <exception cref="NativeLibraryMissingException">ffmpeg is needed and not on this machine.</exception>
    public SoundWriter(string path, int sampleRate)
    {
        var extension = Path.GetExtension(path);
        string[]? encoding = null;
        if (!extension.Equals(".wav", StringComparison.OrdinalIgnoreCase) && !Encodings.TryGetValue(extension, out encoding))
        {
            throw new InputException(
                $"{path}: sound is written as .wav, {string.Join(", ", Encodings.Keys)}; give the file one of these names.");
        }

        var program = encoding is null ? null : FfmpegPrograms.Ffmpeg;
        pending = new PendingFile(path);
        try
        {
            if (program is null)
            {
                stream = File.Create(pending.TemporaryPath);
            }
            else
            {
                ffmpeg = FfmpegProcess.Start(program, Arguments(encoding!, pending.TemporaryPath));
                stream = ffmpeg.Input;
            }

            wav = new WavWriter(stream, sampleRate, WavEncoding.Pcm16, SyntheticMark.Text);
        }
        catch
        {
            stream?.Dispose();
            pending.Dispose();
            throw;
        }
    }

    /// <param name="samples">Mono, in [-1, 1].</param>
    /// <exception cref="InputException">The disk is full, or the encoder failed.</exception>
    public void Write(ReadOnlySpan<float> samples)
    {
        try
        {
            wav.Write(samples);
        }
        catch (IOException e)
        {
            throw Failure(ffmpeg is null ? e.Message : ffmpeg.LastWordsAsync().GetAwaiter().GetResult(), e);
        }
    }

    public async Task CompleteAsync(CancellationToken cancellation = default)
    {
        try
        {
            wav.Complete();
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw Failure(ffmpeg is null ? e.Message : await ffmpeg.LastWordsAsync().ConfigureAwait(false), e);
        }

        if (ffmpeg is not null && await ffmpeg.WaitAsync(cancellation).ConfigureAwait(false) is not 0 and var code)
        {
            var words = await ffmpeg.LastWordsAsync().ConfigureAwait(false);
            throw Failure(string.Create(CultureInfo.InvariantCulture, $"ffmpeg ended with {code}: {words}"), cause: null);
        }

        pending.Commit();
    }

    public async ValueTask DisposeAsync()
    {
        if (ffmpeg is not null)
        {
            await ffmpeg.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }

        pending.Dispose();
    }

    private InputException Failure(string reason, Exception? cause) => new(
        reason.Contains("No space left", StringComparison.Ordinal)
            ? $"{pending.Path} cannot be written: the disk is full."
            : $"{pending.Path} cannot be written: {reason}",
        cause);

    private static IEnumerable<string> Arguments(string[] encoding, string path) =>
    [
        "-nostdin", .. FfmpegProcess.SafeArguments, "-y", "-f", "wav", "-i", "pipe:0",
        .. encoding, "-metadata", $"comment={SyntheticMark.Text}", FfmpegProcess.FileArgument(path),
    ];
}
