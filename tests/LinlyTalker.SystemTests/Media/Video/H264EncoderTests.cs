using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Media.Video;
using LinlyTalker.SystemTests.Media.Ffmpeg;

namespace LinlyTalker.SystemTests.Media.Video;

[Collection(nameof(LiveEncoders))]
public sealed class H264EncoderTests : IDisposable
{
    private const int Limit = 60_000; // milliseconds
    private const int Rate = 24000;
    private const int Width = 96;
    private const int Height = 64;
    private readonly TestFolder folder = new();

    public H264EncoderTests() => FfmpegTool.Require();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = Limit)]
    public async Task Every_frame_becomes_a_unit_that_a_decoder_shows_as_it_was()
    {
        var units = await Encode(Enumerable.Range(0, 60).Select(i => Frame(i))).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => i * 960L), units.Select(u => u.Position));
        Assert.Equal([0], units.Index().Where(u => u.Item.IsKey).Select(u => u.Index));
        Assert.All(units, u => Assert.Equal((Rate, "avc1.42c0"), (u.SampleRate, u.Codec[..9])));
        var lumas = Decode(units);
        Assert.Equal(60, lumas.Count);
        for (var i = 0; i < lumas.Count; i++)
        {
            Assert.InRange(lumas[i], LumaOf(i) - 4, LumaOf(i) + 4);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_key_frame_comes_when_it_is_asked_for_and_when_it_is_due_and_decoding_can_begin_there()
    {
        int[] asked = [0, 7, 8, 30];
        var options = Options() with { KeyFrameEvery = 20 };
        var units = await Encode(Enumerable.Range(0, 60).Select(i => Frame(i, asked.Contains(i))), options).ToListAsync(Token);
        Assert.Equal([0, 7, 8, 28, 30, 50], units.Index().Where(u => u.Item.IsKey).Select(u => u.Index));
        var rest = Decode(units[30..]);
        Assert.Equal(30, rest.Count);
        Assert.InRange(rest[0], LumaOf(30) - 4, LumaOf(30) + 4);
    }

    [Fact(Timeout = Limit)]
    public async Task Positions_may_skip_and_begin_anywhere()
    {
        int[] numbers = [1_000_000, 1_000_001, 1_000_020, 1_000_500];
        var units = await Encode(numbers.Select(i => Frame(i, i == 1_000_000))).ToListAsync(Token);
        Assert.Equal(numbers.Select(i => i * 960L), units.Select(u => u.Position));
    }

    [Fact(Timeout = Limit)]
    public async Task A_unit_leaves_before_the_next_frame_comes()
    {
        var frames = Channel.CreateUnbounded<FrameToEncode>();
        await using var units = new H264Encoder().EncodeAsync(frames.Reader.ReadAllAsync(Token), Options(), Token).GetAsyncEnumerator(Token);
        for (var i = 0; i < 20; i++)
        {
            frames.Writer.TryWrite(Frame(i));
            Assert.True(await units.MoveNextAsync());
            Assert.Equal(i * 960, units.Current.Position);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task An_encoder_that_dies_costs_a_few_frames_and_the_stream_goes_on_with_a_key_frame()
    {
        var frames = Channel.CreateUnbounded<FrameToEncode>();
        await using var units = new H264Encoder().EncodeAsync(frames.Reader.ReadAllAsync(Token), Options(), Token).GetAsyncEnumerator(Token);
        var next = 0;
        for (var death = 0; death < 5; death++)
        {
            // Units that had left the one that died come first.
            var left = 0;
            while (!(await NextAsync()).IsKey)
            {
                Assert.InRange(++left, 1, 20);
            }

            for (var i = 0; i < 3; i++)
            {
                Assert.False((await NextAsync()).IsKey);
            }

            Assert.Single(FfmpegTool.Encoders());
            Process.GetProcessById(FfmpegTool.Encoders()[0]).Kill();
            await WaitUntilAsync(() => FfmpegTool.Encoders().Count == 0);
        }

        // Frames that are lost give no unit: more are sent until one comes.
        async Task<EncodedFrame> NextAsync()
        {
            var move = units.MoveNextAsync().AsTask();
            do
            {
                frames.Writer.TryWrite(Frame(next++));
            }
            while (await Task.WhenAny(move, Task.Delay(200, Token)) != move);
            Assert.True(await move);
            return units.Current;
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_reader_that_leaves_or_gives_up_leaves_no_process()
    {
        await foreach (var unit in Encode(Endless(cancellation: Token)))
        {
            Assert.True(unit.IsKey);
            break;
        }

        Assert.Empty(FfmpegTool.Encoders());
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var count = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var unit in new H264Encoder().EncodeAsync(Endless(cancellation: cancel.Token), Options(), cancel.Token))
            {
                if (++count == 10)
                {
                    await cancel.CancelAsync();
                }
            }
        });
        Assert.Empty(FfmpegTool.Encoders());
    }

    [Fact(Timeout = Limit)]
    public async Task A_reader_that_does_not_read_stops_the_fetching_of_frames()
    {
        var fetched = 0;
        var large = new VideoEncoderOptions { Width = 512, Height = 512, RateFactor = 1, MaxBitsPerSecond = 100_000_000 };
        async IAsyncEnumerable<FrameToEncode> Count([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            await foreach (var frame in Endless(large, cancellation))
            {
                fetched++;
                yield return frame;
            }
        }

        await using var units = new H264Encoder().EncodeAsync(Count(Token), large, Token).GetAsyncEnumerator(Token);
        Assert.True(await units.MoveNextAsync());
        var before = -1;
        while (before != fetched)
        {
            before = fetched;
            await Task.Delay(500, Token);
        }

        Assert.InRange(fetched, 2, 60);
        Assert.True(await units.MoveNextAsync());
    }

    [Fact]
    public async Task Frames_of_another_size_and_senseless_options_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Encode([Frame(0)], Options() with { Width = 128 }).ToListAsync(Token).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => Encode([], Options() with { Width = 127 }).ToListAsync(Token).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => Encode([], Options() with { KeyFrameEvery = 0 }).ToListAsync(Token).AsTask());
        Assert.Empty(await Encode([]).ToListAsync(Token));
        Assert.Empty(FfmpegTool.Encoders());
    }

    [Fact(Timeout = Limit)]
    public async Task A_failure_of_the_source_is_the_readers_after_the_units_before_it()
    {
        async IAsyncEnumerable<FrameToEncode> Failing()
        {
            yield return Frame(0);
            await Task.Yield();
            throw new InputException("no more");
        }

        var failure = await Assert.ThrowsAsync<InputException>(() => Encode(Failing()).ToListAsync(Token).AsTask());
        Assert.Equal("no more", failure.Message);
        Assert.Empty(FfmpegTool.Encoders());
    }

    private static IAsyncEnumerable<EncodedFrame> Encode(IEnumerable<FrameToEncode> frames, VideoEncoderOptions? options = null) =>
        Encode(frames.ToAsyncEnumerable(), options);

    private static IAsyncEnumerable<EncodedFrame> Encode(IAsyncEnumerable<FrameToEncode> frames, VideoEncoderOptions? options = null) =>
        new H264Encoder().EncodeAsync(frames, options ?? Options(), Token);

    private static VideoEncoderOptions Options() => new() { Width = Width, Height = Height };

    private static async IAsyncEnumerable<FrameToEncode> Endless(
        VideoEncoderOptions? large = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var i = 0; ; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return large is null ? Frame(i) : new(Noise(i, large));
        }
    }

    private static VideoFrame Noise(int number, VideoEncoderOptions size)
    {
        var frame = new VideoFrame(size.Width, size.Height, number * 960L, Rate);
        new Random(number).NextBytes(frame.Pixels.Span);
        return frame;
    }

    private static FrameToEncode Frame(int number, bool mustBeKey = false)
    {
        var frame = new VideoFrame(Width, Height, number * 960L, Rate);
        frame.Y.Fill(LumaOf(number));
        frame.U.Fill(128);
        frame.V.Fill(128);
        return new(frame, mustBeKey);
    }

    private static byte LumaOf(int number) => (byte)(40 + (number % 60 * 2));

    /// <summary>The mean brightness of each frame, as ffmpeg decodes the joined units.</summary>
    private List<int> Decode(IEnumerable<EncodedFrame> units)
    {
        File.WriteAllBytes(folder["x.h264"], [.. units.SelectMany(u => u.Data.ToArray())]);
        FfmpegTool.Run("-f", "h264", "-i", folder["x.h264"], "-fps_mode", "passthrough", "-pix_fmt", "yuv420p", "-f", "rawvideo", folder["x.yuv"]);
        return [.. File.ReadAllBytes(folder["x.yuv"]).Chunk(Width * Height * 3 / 2).Select(f => (int)f.Take(Width * Height).Average(b => b))];
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, Token);
        }
    }
}
