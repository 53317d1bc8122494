using LinlyTalker.Core.Errors;
using LinlyTalker.Media.Ffmpeg;
using LinlyTalker.Media.Sound;

namespace LinlyTalker.SystemTests.Media.Sound;

public sealed class SoundWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("linly-sound-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60000)]
    [InlineData("x.wav")]
    [InlineData("x.mp3")]
    [InlineData("x.m4a")]
    [InlineData("x.ogg")]
    [InlineData("x.opus")]
    [InlineData("x.flac")]
    public async Task Sound_is_written_whole_in_the_format_of_its_name_and_marked(string name)
    {
        var path = Path.Combine(folder, name);
        await using (var writer = new SoundWriter(path, 16000))
        {
            for (var i = 0; i < 10; i++)
            {
                writer.Write(Tone(1600));
            }

            Assert.False(File.Exists(path));
            await writer.CompleteAsync(Token);
        }

        var read = await AudioFile.ReadAsync(path, 16000, Token);
        Assert.InRange(read.Samples.Length, 15000, 19500);
        Assert.InRange(read.Samples.ToArray().Max(), 0.2f, 0.4f);
        var bytes = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path, Token));
        var marked = bytes.Contains("AI-generated", StringComparison.Ordinal)
            || bytes.Replace("\0", "", StringComparison.Ordinal).Contains("AI-generated", StringComparison.Ordinal);
        Assert.True(marked, "the file does not say that it is synthetic");
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact(Timeout = 60000)]
    public async Task A_file_that_is_not_completed_leaves_nothing()
    {
        await using (var writer = new SoundWriter(Path.Combine(folder, "x.mp3"), 16000))
        {
            writer.Write(Tone(1600));
        }

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_format_that_is_not_known_is_named_before_anything_is_written()
    {
        var error = Assert.Throws<InputException>(() => new SoundWriter(Path.Combine(folder, "x.xyz"), 16000));
        Assert.Contains(".mp3", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static float[] Tone(int count) =>
        [.. Enumerable.Range(0, count).Select(i => 0.3f * MathF.Sin(2 * MathF.PI * 400 * i / 16000))];
}
