using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Signal;
using LinlyTalker.Core.Signal.Wav;
using LinlyTalker.Media.Sound;
using LinlyTalker.SystemTests.Media.Ffmpeg;

namespace LinlyTalker.SystemTests.Media.Sound;

public sealed class AudioFileTests : IDisposable
{
    private const int Limit = 60_000; // milliseconds
    private readonly TestFolder folder = new();

    public AudioFileTests() => FfmpegTool.Require();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory(Timeout = Limit)]
    [InlineData("x.flac", "-c:a", "flac")]
    [InlineData("x.mp3", "-c:a", "libmp3lame")]
    [InlineData("x.ogg", "-c:a", "libopus")]
    [InlineData("x.m4a", "-c:a", "aac")]
    [InlineData("x.g722", "-c:a", "g722", "-ar", "16000")]
    [InlineData("mulaw.wav", "-c:a", "pcm_mulaw", "-ar", "8000")]
    [InlineData("wrongly-named.txt", "-f", "wav")]
    [InlineData("video.mkv", "-f", "lavfi", "-i", "color=red:s=64x64:d=2", "-c:v", "libx264", "-c:a", "flac")]
    public async Task Any_format_gives_the_sound_at_the_rate_that_is_asked_for(string file, params string[] arguments)
    {
        var source = Tone(24000, seconds: 2);
        FfmpegTool.Run(["-i", source, .. arguments, folder[file]]);
        var sound = await AudioFile.ReadAsync(folder[file], 16000, Token);
        Assert.Equal(16000, sound.SampleRate);
        Assert.InRange(sound.Duration.TotalSeconds, 1.95, 2.1);
        var middle = sound.Samples.Span[8000..24000];
        Assert.InRange(ToneAmplitude(middle, 440, 16000), 0.47, 0.53);
        Assert.InRange(LoudnessMeter.Measure(middle, 16000), -10.5, -9);
    }

    [Fact(Timeout = Limit)]
    public async Task A_lossless_file_equals_the_wav_sample_for_sample()
    {
        var source = Tone(22050, seconds: 1);
        FfmpegTool.Run("-i", source, folder["x.flac"]);
        var expected = WavFile.Read(source).Samples.ToArray();
        Assert.Equal(expected, (await AudioFile.ReadAsync(folder["x.flac"], 22050, Token)).Samples.ToArray());
        Assert.Equal(expected, (await AudioFile.ReadAsync(source, 22050, Token)).Samples.ToArray());
    }

    [Fact(Timeout = Limit)]
    public async Task Two_channels_become_their_mean()
    {
        FfmpegTool.Run("-i", Tone(16000, 1), "-af", "pan=stereo|c0=c0|c1=0*c0", folder["x.flac"]);
        var sound = await AudioFile.ReadAsync(folder["x.flac"], 16000, Token);
        Assert.InRange(ToneAmplitude(sound.Samples.Span, 440, 16000), 0.245, 0.255);
    }

    [Fact(Timeout = Limit)]
    public async Task What_holds_no_sound_is_refused_in_one_sentence()
    {
        File.WriteAllBytes(folder["empty.wav"], []);
        File.WriteAllText(folder["text.mp3"], string.Concat(Enumerable.Repeat("This is not music. ", 500)));
        File.WriteAllBytes(folder["cut.wav"], File.ReadAllBytes(Tone(16000, 1))[..30]);
        WavFile.Write(folder["nothing.wav"], [], 16000);
        FfmpegTool.Run("-f", "lavfi", "-i", "color=red:s=64x64:d=1", folder["silent.mp4"]);
        FfmpegTool.Run("-f", "lavfi", "-i", "color=red:s=64x64", "-frames:v", "1", folder["picture.png"]);
        File.WriteAllBytes(folder["cut.mp4"], File.ReadAllBytes(folder["silent.mp4"])[..200]);
        File.WriteAllText(folder["list.m3u8"], "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nsilent.mp4\n");
        File.WriteAllText(folder["list.mp3"], "ffconcat version 1.0\nfile silent.mp4\n");

        Assert.EndsWith("empty.wav is empty, or no ordinary file.", await RefusedAsync("empty.wav"), StringComparison.Ordinal);
        Assert.Contains("text.mp3 is no sound or video that ffmpeg reads", await RefusedAsync("text.mp3"), StringComparison.Ordinal);
        Assert.Contains("cut.wav", await RefusedAsync("cut.wav"), StringComparison.Ordinal);
        Assert.Contains("it has no samples", await RefusedAsync("nothing.wav"), StringComparison.Ordinal);
        Assert.Contains("it has no audio track", await RefusedAsync("silent.mp4"), StringComparison.Ordinal);
        Assert.Contains("it has no audio track", await RefusedAsync("picture.png"), StringComparison.Ordinal);
        Assert.Contains("no sound or video that ffmpeg reads", await RefusedAsync("cut.mp4"), StringComparison.Ordinal);
        Assert.Contains("is a playlist", await RefusedAsync("list.m3u8"), StringComparison.Ordinal);
        Assert.Contains("is a playlist", await RefusedAsync("list.mp3"), StringComparison.Ordinal);
        Assert.Contains("There is no file", await RefusedAsync("absent.wav"), StringComparison.Ordinal);
        Assert.Contains("is a folder", await RefusedAsync("."), StringComparison.Ordinal);
        Assert.Equal(0, FfmpegTool.ChildCount(folder));
    }

    [Fact(Timeout = Limit)]
    public async Task A_name_is_a_name_whatever_it_looks_like()
    {
        foreach (var name in (string[])["-y.flac", "http:x.flac", "a b'c\"$(x);.flac", "concat:a|b.flac", "录音 %d.flac"])
        {
            FfmpegTool.Run("-i", Tone(16000, 1), "-f", "flac", "file:" + folder[name]);
            Assert.Equal(16000, (await AudioFile.ReadAsync(folder[name], 16000, Token)).Samples.Length);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Leaving_early_or_cancelling_ends_the_child()
    {
        FfmpegTool.Run("-f", "lavfi", "-i", "anoisesrc=r=48000:d=120", folder["x.flac"]);
        await foreach (var chunk in AudioFile.DecodeAsync(folder["x.flac"], 16000, null, Token))
        {
            Assert.Equal(1, FfmpegTool.ChildCount(folder));
            break;
        }

        Assert.Equal(0, FfmpegTool.ChildCount(folder));
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var chunk in AudioFile.DecodeAsync(folder["x.flac"], 16000, null, source.Token))
            {
                await source.CancelAsync();
            }
        });
        Assert.Equal(0, FfmpegTool.ChildCount(folder));
    }

    private async Task<string> RefusedAsync(string file)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => AudioFile.ReadAsync(folder[file], 16000, Token));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    private string Tone(int rate, int seconds)
    {
        var samples = new float[rate * seconds];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (float)(0.5 * Math.Sin(2 * Math.PI * 440 * i / rate));
        }

        WavFile.Write(folder["tone.wav"], samples, rate);
        return folder["tone.wav"];
    }

    private static double ToneAmplitude(ReadOnlySpan<float> samples, double hertz, int rate)
    {
        var (cosine, sine) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            cosine += samples[i] * Math.Cos(2 * Math.PI * hertz * i / rate);
            sine += samples[i] * Math.Sin(2 * Math.PI * hertz * i / rate);
        }

        return 2 * Math.Sqrt((cosine * cosine) + (sine * sine)) / samples.Length;
    }
}
