using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Media.Ffmpeg;
using LinlyTalker.Media.Sound;
using LinlyTalker.Media.Video;
using LinlyTalker.SystemTests.Media.Ffmpeg;

namespace LinlyTalker.SystemTests.Media.Video;

public sealed class Mp4WriterTests : IDisposable
{
    private const int Limit = 60_000; // milliseconds
    private const int Rate = 16000;
    private readonly TestFolder folder = new();

    public Mp4WriterTests() => FfmpegTool.Require();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = Limit)]
    public async Task Frames_and_sound_become_an_mp4_that_says_it_is_synthetic()
    {
        await using (var writer = new Mp4Writer(folder["x.mp4"], Options()))
        {
            for (var i = 0; i < 50; i++)
            {
                await WriteSoundAsync(writer, i * 640, 640);
                await WriteFrameAsync(writer, i);
            }

            Assert.Equal(TimeSpan.FromSeconds(2), writer.FrameTime);
            Assert.Equal(TimeSpan.FromSeconds(2), writer.SoundTime);
            Assert.False(File.Exists(folder["x.mp4"]));
            await writer.CompleteAsync(Token);
        }

        Assert.Equal(["x.mp4"], folder.Files);
        var info = await MediaInfo.ReadAsync(folder["x.mp4"], Token);
        Assert.Equal(("h264", 64, 48, 25.0), (info.Picture!.Codec, info.Picture.Width, info.Picture.Height, info.Picture.FramesPerSecond));
        Assert.Equal(("aac", Rate, 1), (info.Sound!.Codec, info.Sound.SampleRate, info.Sound.Channels));
        Assert.StartsWith("AI-generated", info.Tags["title"], StringComparison.Ordinal);
        Assert.StartsWith("AI-generated", info.Tags["comment"], StringComparison.Ordinal);
        AssertEndsTogether(info, 2);
        var bytes = File.ReadAllBytes(folder["x.mp4"]).AsSpan();
        Assert.True(bytes.IndexOf("moov"u8) < bytes.IndexOf("mdat"u8), "the index does not stand first");

        // What comes back is what went in: a ramp of grey over time, and the tone.
        var frames = await VideoFile.DecodeFramesAsync(folder["x.mp4"], 25, Token).ToListAsync(Token);
        Assert.Equal(50, frames.Count);
        for (var i = 0; i < frames.Count; i++)
        {
            Assert.Equal(TimeSpan.FromSeconds(i / 25.0), frames[i].Time);
            var grey = (LumaOf(i) - 16) * 255 / 219;
            Assert.InRange(frames[i].Picture.At(30, 20)[1], grey - 6, grey + 6);
        }

        var sound = await AudioFile.ReadAsync(folder["x.mp4"], Rate, Token);
        Assert.InRange(sound.Samples.Span.ToArray()[4000..28000].Max(), 0.4f, 0.6f);
    }

    [Theory(Timeout = Limit)]
    [InlineData(75, 32_000)] // the pictures are longer
    [InlineData(25, 40_500)] // the sound is longer
    [InlineData(1, 16_000)]
    [InlineData(30, 0)]
    public async Task Picture_and_sound_end_together(int frameCount, int sampleCount)
    {
        await using var writer = new Mp4Writer(folder["x.mp4"], Options());
        for (var i = 0; i < frameCount; i++)
        {
            await WriteFrameAsync(writer, i);
        }

        if (sampleCount > 0)
        {
            await WriteSoundAsync(writer, 0, sampleCount);
        }

        await writer.CompleteAsync(Token);
        var info = await MediaInfo.ReadAsync(folder["x.mp4"], Token);
        AssertEndsTogether(info, Math.Max(frameCount / 25.0, (double)sampleCount / Rate));
    }

    [Theory(Timeout = Limit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Neither_waits_for_the_other_however_late_it_comes(bool soundFirst)
    {
        await using var writer = new Mp4Writer(folder["x.mp4"], Options());
        async Task Sound()
        {
            for (var second = 0; second < 60; second++)
            {
                await WriteSoundAsync(writer, second * Rate, Rate);
            }
        }

        async Task Frames()
        {
            for (var i = 0; i < 60 * 25; i++)
            {
                await WriteFrameAsync(writer, i);
            }
        }

        await (soundFirst ? Sound() : Frames());
        await (soundFirst ? Frames() : Sound());
        await writer.CompleteAsync(Token);
        AssertEndsTogether(await MediaInfo.ReadAsync(folder["x.mp4"], Token), 60);
    }

    [Fact(Timeout = Limit)]
    public async Task Missed_frames_are_repeated_late_ones_dropped_and_gaps_in_the_sound_silent()
    {
        await using var writer = new Mp4Writer(folder["x.mp4"], Options());
        foreach (var i in (int[])[0, 1, 1, 10, 5, 24])
        {
            await WriteFrameAsync(writer, i);
        }

        await WriteSoundAsync(writer, 8000, 8000);
        await Assert.ThrowsAsync<ArgumentException>(() => WriteSoundAsync(writer, 100, 10));
        await writer.CompleteAsync(Token);
        AssertEndsTogether(await MediaInfo.ReadAsync(folder["x.mp4"], Token), 1);
        var frames = await VideoFile.DecodeFramesAsync(folder["x.mp4"], 25, Token).ToListAsync(Token);
        Assert.Equal(25, frames.Count);
        Assert.InRange(frames[9].Picture.At(9, 9)[0] - frames[1].Picture.At(9, 9)[0], -4, 4);
        var sound = await AudioFile.ReadAsync(folder["x.mp4"], Rate, Token);
        Assert.True(sound.Samples.Span.ToArray()[..7000].Max() < 0.05f);
    }

    [Fact(Timeout = Limit)]
    public async Task What_is_not_completed_leaves_no_file_and_no_child()
    {
        await using (var writer = new Mp4Writer(folder["x.mp4"], Options()))
        {
            await WriteFrameAsync(writer, 0);
        }

        using var source = new CancellationTokenSource();
        await using (var writer = new Mp4Writer(folder["x.mp4"], Options()))
        {
            await WriteFrameAsync(writer, 0);
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.CompleteAsync(source.Token));
        }

        await using (var writer = new Mp4Writer(folder["x.mp4"], Options()))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => writer.CompleteAsync(Token));
        }

        Assert.Empty(folder.Files);
        Assert.Equal(0, FfmpegTool.ChildCount(folder));
    }

    [Fact(Timeout = Limit)]
    public async Task A_place_that_cannot_be_written_is_named()
    {
        File.WriteAllText(folder["file"], "");
        var error = Assert.Throws<InputException>(() => new Mp4Writer(Path.Combine(folder["file"], "x.mp4"), Options()));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        await Task.CompletedTask;
    }

    private static Mp4Options Options() => new()
    {
        Width = 64,
        Height = 48,
        SampleRate = Rate,
        Preset = H264Preset.UltraFast,
        RateFactor = 10,
    };

    private static void AssertEndsTogether(MediaInfo info, double seconds)
    {
        var picture = info.Picture!.Duration!.Value.TotalSeconds;
        var sound = info.Sound!.Duration!.Value.TotalSeconds;
        Assert.InRange(picture - sound, -0.08, 0.08);
        Assert.InRange(picture, seconds - 0.041, seconds + 0.041);
    }

    private static int LumaOf(long frame) => 30 + (int)(3 * frame % 180);

    private static async Task WriteFrameAsync(Mp4Writer writer, long number)
    {
        using var frame = new VideoFrame(64, 48, number * Rate / 25, Rate);
        frame.Y.Fill((byte)LumaOf(number));
        frame.U.Fill(128);
        frame.V.Fill(128);
        await writer.WriteAsync(frame, Token);
    }

    private static async Task WriteSoundAsync(Mp4Writer writer, long position, int count)
    {
        var samples = new float[count];
        for (var i = 0; i < count; i++)
        {
            samples[i] = (float)(0.5 * Math.Sin(2 * Math.PI * 440 * (position + i) / Rate));
        }

        await writer.WriteAsync(new AudioChunk(samples, Rate, position), Token);
    }
}
