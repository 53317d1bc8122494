using System.Globalization;
using System.Runtime.CompilerServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Core.Signal;
using LinlyTalker.Media.Ffmpeg;

namespace LinlyTalker.Media.Sound;

/// <summary>Encodes sound as it comes by a child of ffmpeg, which starts while the first of it is still made.</summary>
internal static class FfmpegEncoding
{
    /// <summary>What speech needs, and all that it has; Opus takes it as it is.</summary>
    private const int SampleRate = 24000;
    private const int ReadBytes = 16 * 1024;

    /// <exception cref="NativeException">ffmpeg failed.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> EncodeAsync(
        IAsyncEnumerable<AudioChunk> sound, AudioFormat format, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var ffmpeg = FfmpegProcess.Start(FfmpegPrograms.Ffmpeg, Arguments(format));
        await using var kill = leave.Token.Register(ffmpeg.Kill).ConfigureAwait(false);
        var feeding = FeedAsync(sound.ResampleAsync(SampleRate, leave.Token), ffmpeg.Input, leave.Token);
        try
        {
            while (true)
            {
                var buffer = new byte[ReadBytes];
                var got = await ffmpeg.Output.ReadAsync(buffer, leave.Token).ConfigureAwait(false);
                if (got == 0)
                {
                    break;
                }

                yield return buffer.AsMemory(0, got);
            }

            await feeding.ConfigureAwait(false);
            if (await ffmpeg.WaitAsync(leave.Token).ConfigureAwait(false) is not 0 and var code)
            {
                var words = await ffmpeg.LastWordsAsync().ConfigureAwait(false);
                throw new NativeException(string.Create(CultureInfo.InvariantCulture, $"ffmpeg could not encode the sound; it ended with {code}: {words}"));
            }
        }
        finally
        {
            await leave.CancelAsync().ConfigureAwait(false);
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task FeedAsync(IAsyncEnumerable<AudioChunk> sound, Stream input, CancellationToken cancellation)
    {
        try
        {
            await foreach (var chunk in sound.WithCancellation(cancellation).ConfigureAwait(false))
            {
                await input.WriteAsync(Pcm16.Bytes(chunk.Samples.Span), cancellation).ConfigureAwait(false);
                await input.FlushAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // ffmpeg gave up; its exit code and its own words say why
        }
        finally
        {
            await CloseAsync(input).ConfigureAwait(false);
        }
    }

    private static async Task CloseAsync(Stream input)
    {
        try
        {
            await input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The pipe's other end is gone already.
        }
    }

    private static IEnumerable<string> Arguments(AudioFormat format) =>
    [
        "-nostdin", .. FfmpegProcess.SafeArguments, "-threads", "1",
        "-f", "s16le", "-ar", SampleRate.ToString(CultureInfo.InvariantCulture), "-ac", "1",
        "-probesize", "32", "-analyzeduration", "0", "-fflags", "nobuffer", "-i", "pipe:0",
        "-metadata", $"comment={SyntheticMark.Text}", .. Encoding(format), "-flush_packets", "1", "pipe:1",
    ];

    private static string[] Encoding(AudioFormat format) => format switch
    {
        AudioFormat.Mp3 => ["-c:a", "libmp3lame", "-b:a", "64k", "-write_xing", "0", "-f", "mp3"],

        // Pages of a fifth of a second: the usual second would be waited for.
        AudioFormat.Opus => ["-c:a", "libopus", "-b:a", "32k", "-application", "voip", "-page_duration", "200000", "-f", "ogg"],
        AudioFormat.Flac => ["-c:a", "flac", "-f", "flac"],
        AudioFormat.Aac => ["-c:a", "aac", "-b:a", "64k", "-f", "adts"],
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This one needs no encoder."),
    };
}
