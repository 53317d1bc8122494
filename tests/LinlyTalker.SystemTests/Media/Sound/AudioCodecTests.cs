using System.Runtime.CompilerServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Media;
using LinlyTalker.Media.Ffmpeg;
using LinlyTalker.Media.Sound;
using LinlyTalker.SystemTests.Media.Ffmpeg;

namespace LinlyTalker.SystemTests.Media.Sound;

public sealed class AudioCodecTests : IDisposable
{
    private const int Limit = 60_000; // milliseconds
    private const int Rate = 24000;

    private readonly TestFolder folder = new();
    private readonly AudioCodec codec = new();

    public AudioCodecTests() => FfmpegTool.Require();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory(Timeout = Limit)]
    [InlineData(AudioFormat.Wav, "pcm_s16le")]
    [InlineData(AudioFormat.Mp3, "mp3")]
    [InlineData(AudioFormat.Opus, "opus")]
    [InlineData(AudioFormat.Flac, "flac")]
    [InlineData(AudioFormat.Aac, "aac")]
    public async Task Every_format_is_what_ffmpeg_says_it_is_and_holds_the_sound(AudioFormat format, string name)
    {
        await File.WriteAllBytesAsync(folder["x"], await EncodeAsync(ToneAsync(3, Token), format), Token);
        var info = await MediaInfo.ReadAsync(folder["x"], Token);
        Assert.Equal(name, info.Sound!.Codec);
        FfmpegTool.Run("-i", folder["x"], "-ar", "24000", folder["back.wav"]);
        var back = await AudioFile.ReadAsync(folder["back.wav"], Rate, Token);
        Assert.InRange(back.Duration.TotalSeconds, 2.95, 3.15);
        Assert.InRange(Amplitude(back.Samples.Span[24000..48000]), 0.46, 0.54);
        if (format is not AudioFormat.Aac)
        {
            Assert.Contains(SyntheticMark.Text, await TagsAsync(info), StringComparison.Ordinal);
        }
    }

    [Theory(Timeout = Limit)]
    [InlineData(AudioFormat.Pcm)]
    [InlineData(AudioFormat.Wav)]
    [InlineData(AudioFormat.Mp3)]
    [InlineData(AudioFormat.Opus)]
    [InlineData(AudioFormat.Flac)]
    [InlineData(AudioFormat.Aac)]
    public async Task Bytes_leave_while_the_sound_is_still_made(AudioFormat format)
    {
        var gate = new TaskCompletionSource();
        var got = 0;
        await foreach (var bytes in codec.EncodeAsync(GatedAsync(gate.Task), format, Token))
        {
            got += bytes.Length;
            if (got > 2000)
            {
                gate.TrySetResult(); // only now does the second second of it come
            }
        }

        Assert.True(gate.Task.IsCompleted);
    }

    [Theory(Timeout = Limit)]
    [InlineData(AudioFormat.Pcm)]
    [InlineData(AudioFormat.Opus)]
    public async Task A_sound_that_fails_fails_the_file(AudioFormat format)
    {
        var error = await Assert.ThrowsAsync<LinlyException>(() => EncodeAsync(FailingAsync(), format));
        Assert.Equal("The voice is gone.", error.Message);
    }

    [Fact(Timeout = Limit)]
    public async Task Who_leaves_early_ends_the_sound_and_the_child()
    {
        var ended = new TaskCompletionSource();
        await foreach (var bytes in codec.EncodeAsync(EndlessAsync(ended, Token), AudioFormat.Mp3, Token))
        {
            break;
        }

        await ended.Task;
        using var cancel = new CancellationTokenSource();
        ended = new TaskCompletionSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var bytes in codec.EncodeAsync(EndlessAsync(ended, Token), AudioFormat.Mp3, cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
        await ended.Task;
    }

    [Theory(Timeout = Limit)]
    [InlineData("x.mp3")]
    [InlineData("x.ogg")]
    [InlineData("x.m4a")]
    [InlineData("x.webm")]
    [InlineData("x.flac")]
    [InlineData("x.wav")]
    public async Task What_clients_send_is_decoded_at_the_rate_that_is_asked_for(string name)
    {
        await File.WriteAllBytesAsync(folder["in.wav"], await EncodeAsync(ToneAsync(2, Token), AudioFormat.Wav), Token);
        FfmpegTool.Run("-i", folder["in.wav"], folder[name]);
        var sound = await DecodeAsync(await File.ReadAllBytesAsync(folder[name], Token), TimeSpan.FromSeconds(10));
        Assert.InRange(sound.Count / 16000.0, 1.95, 2.1);
    }

    [Fact(Timeout = Limit)]
    public async Task Ten_hours_of_silence_in_a_small_file_are_given_up_at_the_limit()
    {
        FfmpegTool.Run("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono:d=36000", "-frame_size", "65535", "-compression_level", "0", folder["bomb.flac"]);
        var error = await Assert.ThrowsAsync<InputException>(
            () => DecodeAsync(File.ReadAllBytes(folder["bomb.flac"]), TimeSpan.FromMinutes(1)));
        Assert.Equal("The sound is longer than the 0:01:00 that are taken; send it in pieces.", error.Message);
    }

    [Fact(Timeout = Limit)]
    public async Task What_is_no_sound_is_refused_without_a_word_of_where_it_lay()
    {
        byte[][] wrong =
        [
            [],
            "Not a sound."u8.ToArray(),
            "#EXTM3U\n#EXTINF:1,\n/etc/passwd\n"u8.ToArray(),
            "RIFF\xff\xff\xff\xffWAVE"u8.ToArray(),
            [.. (await EncodeAsync(ToneAsync(1, Token), AudioFormat.Opus)).Take(60)],
        ];
        foreach (var bytes in wrong)
        {
            var error = await Assert.ThrowsAsync<InputException>(() => DecodeAsync(bytes, TimeSpan.FromMinutes(1)));
            Assert.DoesNotContain(Path.GetTempPath(), error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    private static async IAsyncEnumerable<AudioChunk> ToneAsync(int seconds, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var position = 0; position < seconds * Rate; position += 2400)
        {
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            yield return Tone(position);
        }
    }

    private static async IAsyncEnumerable<AudioChunk> GatedAsync(Task gate)
    {
        await foreach (var chunk in ToneAsync(2, Token))
        {
            if (chunk.Position == Rate)
            {
                await gate;
            }

            yield return chunk;
        }
    }

    private static async IAsyncEnumerable<AudioChunk> FailingAsync()
    {
        await foreach (var chunk in ToneAsync(1, Token))
        {
            yield return chunk;
        }

        throw new LinlyException("The voice is gone.");
    }

    private static async IAsyncEnumerable<AudioChunk> EndlessAsync(
        TaskCompletionSource ended, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        try
        {
            await foreach (var chunk in ToneAsync(100_000, cancellation))
            {
                yield return chunk;
            }
        }
        finally
        {
            ended.SetResult();
        }
    }

    private static AudioChunk Tone(int position)
    {
        var samples = new float[2400];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (float)(0.5 * Math.Sin(2 * Math.PI * 440 * (position + i) / Rate));
        }

        return new AudioChunk(samples, Rate, position);
    }

    private static double Amplitude(ReadOnlySpan<float> samples)
    {
        var (cosine, sine) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            cosine += samples[i] * Math.Cos(2 * Math.PI * 440 * i / Rate);
            sine += samples[i] * Math.Sin(2 * Math.PI * 440 * i / Rate);
        }

        return 2 * Math.Sqrt((cosine * cosine) + (sine * sine)) / samples.Length;
    }

    /// <summary>Ogg keeps its tags with the stream, the others with the file.</summary>
    private async Task<string> TagsAsync(MediaInfo info)
    {
        if (info.Tags.TryGetValue("comment", out var comment))
        {
            return comment;
        }

        FfmpegTool.Run("-i", folder["x"], "-map_metadata", "0:s:0", "-f", "ffmetadata", folder["tags"]);
        return (await File.ReadAllTextAsync(folder["tags"], Token)).Replace("\\", "", StringComparison.Ordinal);
    }

    private async Task<byte[]> EncodeAsync(IAsyncEnumerable<AudioChunk> sound, AudioFormat format)
    {
        using var file = new MemoryStream();
        await foreach (var bytes in codec.EncodeAsync(sound, format, Token))
        {
            file.Write(bytes.Span);
        }

        return file.ToArray();
    }

    private async Task<List<float>> DecodeAsync(byte[] bytes, TimeSpan longest)
    {
        var samples = new List<float>();
        await foreach (var chunk in codec.DecodeAsync(new MemoryStream(bytes), 16000, longest, Token))
        {
            Assert.Equal(samples.Count, chunk.Position);
            samples.AddRange(chunk.Samples.Span);
        }

        return samples;
    }
}
