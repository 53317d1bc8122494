using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Screen;

namespace LinlyTalker.Tests.Core.Screen;

public sealed class FaceStageTests
{
    private const int Patience = 20_000;
    private const int Rate = 1000; // A picture is 40 samples.

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(40);

    private readonly ManualTime time = new();
    private readonly FakeRenderer renderer = new();
    private readonly FakeEncoder encoder = new();
    private readonly FaceStage stage;

    public FaceStageTests() => stage = new(
        renderer, encoder, new FaceStageOptions { SampleRate = Rate, Render = new RenderOptions { Size = 64 } }, time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task Speech_and_silence_stand_on_one_clock_and_pictures_of_speech_tell_their_place()
    {
        await using var frames = stage.RunAsync(Token).GetAsyncEnumerator(Token);
        var first = await NextAsync(frames);
        Assert.Equal((0L, true, null), (first.Picture.Position, first.Picture.IsKey, first.Place));
        await SpeakAsync(1, 100);
        await WriteAsync(new ReplyEnded(1));
        var places = new List<SpokenPlace?>();
        for (var i = 1; i < 6; i++)
        {
            var frame = await NextAsync(frames);
            Assert.Equal((i * 40, false), (frame.Picture.Position, frame.Picture.IsKey));
            places.Add(frame.Place);
        }

        Assert.Equal([Place(1, 0), Place(1, 40), Place(1, 80), null, null], places);
        Assert.Equal([false, true, true, true, false, false], renderer.Moments.Select(m => m.Motion is not null));
        Assert.Equal((6, 0, 0), (stage.Shown, stage.Missed, stage.Dropped));
    }

    [Fact(Timeout = Patience)]
    public async Task What_was_shown_is_reported_in_the_voices_samples()
    {
        var reports = new List<(int, long)>();
        stage.Played = (turn, position) => reports.Add((turn, position));
        await SpeakAsync(1, 100);
        await WriteAsync(new ReplyEnded(1));
        await using var frames = stage.RunAsync(Token).GetAsyncEnumerator(Token);
        for (var i = 0; i < 4; i++)
        {
            await NextAsync(frames);
        }

        Assert.Equal([(1, 40L), (1, 80L), (1, 100L)], reports);
    }

    [Fact(Timeout = Patience)]
    public async Task A_late_machine_leaves_pictures_out_and_is_where_it_should_be()
    {
        await SpeakAsync(1, 1000);
        var busy = new TaskCompletionSource();
        renderer.Busy = busy.Task;
        await using var frames = stage.RunAsync(Token).GetAsyncEnumerator(Token);
        await NextAsync(frames);
        time.Advance(5 * Beat);
        busy.SetResult();
        var next = await NextAsync(frames, advance: false);
        Assert.Equal((200L, Place(1, 200)), (next.Picture.Position, next.Place));
        Assert.Equal(4, stage.Missed);
        Assert.Equal([true, false, false, false, false, true], renderer.Moments.Take(6).Select(m => m.IsShown));
        Assert.Equal(240, (await NextAsync(frames)).Picture.Position);
    }

    [Fact(Timeout = Patience)]
    public async Task After_a_long_sleep_the_clock_goes_on_and_does_not_catch_up()
    {
        var busy = new TaskCompletionSource();
        renderer.Busy = busy.Task;
        await using var frames = stage.RunAsync(Token).GetAsyncEnumerator(Token);
        await NextAsync(frames);
        time.Advance(TimeSpan.FromHours(1));
        busy.SetResult();
        Assert.Equal(51 * 40, (await NextAsync(frames, advance: false)).Picture.Position);
        Assert.Equal(52 * 40, (await NextAsync(frames)).Picture.Position);
    }

    [Fact(Timeout = Patience)]
    public async Task An_interruption_ends_speech_at_once_and_the_face_goes_on()
    {
        await SpeakAsync(1, 1000);
        await using var frames = stage.RunAsync(Token).GetAsyncEnumerator(Token);
        Assert.Equal(Place(1, 0), (await NextAsync(frames)).Place);
        await WriteAsync(new Interrupted(1));
        var after = await NextAsync(frames);
        Assert.Equal((40L, null), (after.Picture.Position, after.Place));
        await SpeakAsync(2, 100);
        Assert.Equal(Place(2, 0), (await NextAsync(frames)).Place);
    }

    [Fact(Timeout = Patience)]
    public async Task A_pause_is_idle_and_the_place_goes_on_where_it_was()
    {
        await SpeakAsync(1, 1000);
        await using var frames = stage.RunAsync(Token).GetAsyncEnumerator(Token);
        await NextAsync(frames);
        await WriteAsync(new Paused(1));
        Assert.Null((await NextAsync(frames)).Place);
        await WriteAsync(new Resumed(1));
        Assert.Equal(Place(1, 40), (await NextAsync(frames)).Place);
    }

    [Fact(Timeout = Patience)]
    public async Task A_key_frame_comes_when_it_is_asked_for()
    {
        await using var frames = stage.RunAsync(Token).GetAsyncEnumerator(Token);
        await NextAsync(frames);
        Assert.False((await NextAsync(frames)).Picture.IsKey);
        stage.RequestKeyFrame();
        Assert.True((await NextAsync(frames)).Picture.IsKey);
        Assert.False((await NextAsync(frames)).Picture.IsKey);
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_does_not_read_costs_no_pictures_and_begins_again_with_a_key_frame()
    {
        await using var frames = stage.RunAsync(Token).GetAsyncEnumerator(Token);
        await NextAsync(frames);
        await UntilAsync(() => stage.Dropped >= 26);
        var shown = renderer.Moments.Count(m => m.IsShown);
        var count = renderer.Moments.Count;
        await UntilAsync(() => renderer.Moments.Count > count + 50);
        Assert.InRange(renderer.Moments.Count(m => m.IsShown), shown, shown + 1);
        var again = frames.MoveNextAsync().AsTask();
        await UntilAsync(() => again.IsCompleted);
        Assert.True(await again);
        Assert.True(frames.Current.Picture.IsKey);
        Assert.True(frames.Current.Picture.Position > 70 * 40);
        Assert.False((await NextAsync(frames)).Picture.IsKey);
    }

    [Fact(Timeout = Patience)]
    public async Task Pictures_wait_for_a_client_that_plays_late_and_skip_for_one_that_is_ahead()
    {
        await SpeakAsync(1, 1900);
        await using var frames = stage.RunAsync(Token).GetAsyncEnumerator(Token);
        for (var i = 0; i < 16; i++)
        {
            await NextAsync(frames);
        }

        stage.ReportPlayed(1, 40); // 600 ms behind, which shall become 200: ten beats give no picture.
        var moments = renderer.Moments.Count;
        var next = frames.MoveNextAsync().AsTask();
        var beats = 0;
        for (; !next.IsCompleted; beats++)
        {
            time.Advance(Beat);
            await Task.WhenAny(next, Task.Delay(20, Token));
        }

        Assert.True(await next);
        Assert.Equal((11, moments + 1), (beats, renderer.Moments.Count));
        Assert.Equal(Place(1, 640), frames.Current.Place);
        stage.ReportPlayed(1, 840); // 160 ms ahead of the pictures, which shall lead by 200.
        Assert.Equal(Place(1, 680 + 360), (await NextAsync(frames)).Place);
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_is_ahead_by_no_more_than_is_noticed_costs_no_picture()
    {
        await SpeakAsync(1, 1000);
        await using var frames = stage.RunAsync(Token).GetAsyncEnumerator(Token);
        await NextAsync(frames);
        stage.ReportPlayed(1, 120); // What was shown ends at 40.
        Assert.Equal(Place(1, 40), (await NextAsync(frames)).Place);
        stage.ReportPlayed(1, 180); // At 80: 100 ms are noticed.
        Assert.Equal(Place(1, 80 + 280), (await NextAsync(frames)).Place);
    }

    [Fact(Timeout = Patience)]
    public async Task Silence_does_not_wait_for_what_a_client_has_left_to_play()
    {
        await SpeakAsync(1, 1000);
        await WriteAsync(new ReplyEnded(1));
        await using var frames = stage.RunAsync(Token).GetAsyncEnumerator(Token);
        for (var i = 0; i < 26; i++)
        {
            await NextAsync(frames);
        }

        stage.ReportPlayed(1, 200);
        var next = await NextAsync(frames);
        Assert.Equal((26 * 40L, null), (next.Picture.Position, next.Place));
    }

    [Fact(Timeout = Patience)]
    public async Task A_failure_of_renderer_or_encoder_is_the_readers()
    {
        encoder.Failure = new NativeException("dead");
        var failure = await Assert.ThrowsAsync<NativeException>(() => stage.RunAsync(Token).ToListAsync(Token).AsTask());
        Assert.Equal("dead", failure.Message);
        Assert.True(renderer.HasEnded);
    }

    [Fact(Timeout = Patience)]
    public async Task Leaving_ends_everything_below()
    {
        await foreach (var frame in stage.RunAsync(Token))
        {
            Assert.True(frame.Picture.IsKey);
            break;
        }

        Assert.True(renderer.HasEnded);
    }

    [Fact]
    public void A_frame_rate_that_motion_does_not_meet_is_refused() =>
        Assert.Throws<ArgumentException>(() => new FaceStage(
            renderer, encoder, new FaceStageOptions { Render = new RenderOptions { FramesPerSecond = 30 } }));

    private static SpokenPlace? Place(int turn, int milliseconds) => new SpokenPlace(turn, TimeSpan.FromMilliseconds(milliseconds));

    private async Task<ShownFrame> NextAsync(IAsyncEnumerator<ShownFrame> frames, bool advance = true)
    {
        if (advance && stage.Shown > 0)
        {
            time.Advance(Beat);
        }

        Assert.True(await frames.MoveNextAsync());
        return frames.Current;
    }

    /// <summary>Lets time go by until something has come about.</summary>
    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            Token.ThrowIfCancellationRequested();
            var before = renderer.Moments.Count;
            time.Advance(Beat);
            for (var i = 0; i < 1000 && renderer.Moments.Count == before; i++)
            {
                await Task.Yield();
            }
        }
    }

    private async Task SpeakAsync(int turn, int length)
    {
        var samples = new float[length];
        await WriteAsync(new Spoke(turn, new SpeechChunk
        {
            Sentence = new Sentence { Index = 0, Text = "x", Spoken = "x", Language = "en" },
            Audio = new AudioChunk(samples, Rate, 0),
        }));
        await WriteAsync(new Moved(turn, new FaceMotion(0, length / 20)));
    }

    private ValueTask WriteAsync(ConversationEvent item) => stage.WriteAsync(item, Token);
}
