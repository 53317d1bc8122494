using LinlyTalker.Media;
using LinlyTalker.Media.Sound;
using LinlyTalker.SystemTests.Media.Ffmpeg;

namespace LinlyTalker.SystemTests.Media.Sound;

/// <summary>The memory of the whole process is measured, so nothing else may run beside.</summary>
[CollectionDefinition(nameof(LongSoundTests), DisableParallelization = true)]
[Collection(nameof(LongSoundTests))]
public sealed class LongSoundTests : IDisposable
{
    private const int Limit = 60_000; // milliseconds
    private readonly TestFolder folder = new();

    public LongSoundTests() => FfmpegTool.Require();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory(Timeout = Limit)]
    [InlineData("x.flac")]
    [InlineData("x.wav")]
    public async Task Half_an_hour_streams_in_little_memory_and_tells_how_far_it_is(string file)
    {
        FfmpegTool.Run("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono:d=1800", folder[file]);
        var last = default(MediaProgress);
        var (end, most) = (0L, 0L);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await foreach (var chunk in AudioFile.DecodeAsync(folder[file], 16000, new Direct(p => last = p), Token))
        {
            Assert.Equal(end, chunk.Position);
            end = chunk.Span.End;
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
        }

        Assert.Equal(1800L * 16000, end);
        Assert.Equal(TimeSpan.FromSeconds(1800), last.Done);
        Assert.Equal(TimeSpan.FromSeconds(1800), last.Total);
        Assert.True(most - before < 100 << 20, $"{(most - before) >> 20} MB were held at once");
    }

    private sealed class Direct(Action<MediaProgress> report) : IProgress<MediaProgress>
    {
        public void Report(MediaProgress value) => report(value);
    }
}
