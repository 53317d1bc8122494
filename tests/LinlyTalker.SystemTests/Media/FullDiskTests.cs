using System.Diagnostics;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal.Wav;
using LinlyTalker.Media.Images;
using LinlyTalker.Media.Video;
using LinlyTalker.SystemTests.Media.Ffmpeg;
using LinlyTalker.SystemTests.Media.Images;

namespace LinlyTalker.SystemTests.Media;

/// <summary>On a file system of 256 kB in memory.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TestFolder folder = new();

    public FullDiskTests()
    {
        if (Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder["."]) != 0)
        {
            folder.Dispose();
            Assert.Skip("A small file system can be mounted by root only: run the tests as root.");
        }
    }

    public void Dispose()
    {
        Run("umount", folder["."]);
        folder.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_video_that_does_not_fit_is_said_so_and_leaves_nothing()
    {
        FfmpegTool.Require();
        var options = new Mp4Options { Width = 320, Height = 240, SampleRate = 16000, Preset = H264Preset.UltraFast, RateFactor = 1 };
        var random = new Random(1);
        await using (var writer = new Mp4Writer(folder["x.mp4"], options))
        {
            var error = await Assert.ThrowsAsync<InputException>(async () =>
            {
                for (var i = 0; i < 200; i++)
                {
                    using var frame = new VideoFrame(320, 240, i * 640, 16000);
                    random.NextBytes(frame.Pixels.Span);
                    await writer.WriteAsync(frame, TestContext.Current.CancellationToken);
                }

                await writer.CompleteAsync(TestContext.Current.CancellationToken);
            });
            Assert.EndsWith("x.mp4 cannot be written: the disk is full.", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(folder.Files);
    }

    [Fact]
    public void Sound_and_pictures_that_do_not_fit_are_said_so_and_leave_nothing()
    {
        Vips.Require();
        var picture = new Picture(400, 400);
        new Random(1).NextBytes(picture.Pixels);
        Action[] writes =
        [
            () => WavFile.Write(folder["x.wav"], new float[200_000], 16000),
            () => PictureWriter.Write(folder["x.png"], picture),
        ];
        foreach (var write in writes)
        {
            Assert.Contains("No space left", Assert.Throws<InputException>(write).Message, StringComparison.Ordinal);
            Assert.Empty(folder.Files);
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
