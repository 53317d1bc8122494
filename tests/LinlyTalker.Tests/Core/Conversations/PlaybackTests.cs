using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Tests.Core.Conversations;

public class PlaybackTests
{
    private const int Patience = 20_000;
    private const int Rate = 1000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Idle_is_silence_without_motion_and_the_clock_goes_on()
    {
        var playback = new Playback(Rate);
        var (first, second) = (playback.Next(2), playback.Next(3));
        Assert.Equal((0, 40, 40, 60), (first.Audio.Position, first.Audio.Samples.Length, second.Audio.Position, second.Audio.Samples.Length));
        Assert.Null(first.Motion);
        Assert.All(first.Audio.Samples.ToArray(), s => Assert.Equal(0, s));
    }

    [Fact(Timeout = Patience)]
    public async Task Speech_waits_for_its_motion_and_both_stand_on_the_sessions_clock()
    {
        var playback = new Playback(Rate);
        playback.Next(7);
        await Write(playback, new Spoke(1, Chunk(0, 100)));
        Assert.Null(playback.Next(1).Motion);
        await Write(playback, new Moved(1, Motion(0, 5)));
        var moment = playback.Next(4);
        Assert.Equal((8 * 20, 8), (moment.Audio.Position, moment.Motion!.FirstFrame));
        Assert.All(moment.Audio.Samples.ToArray(), s => Assert.Equal(0.5f, s));
        Assert.Equal([0f, 1, 2, 3], Jaw(moment));
    }

    [Fact(Timeout = Patience)]
    public async Task What_was_played_is_reported_in_the_voices_samples()
    {
        var reports = new List<(int, long)>();
        var playback = new Playback(2000, moves: false) { Played = (turn, position) => reports.Add((turn, position)) };
        await Write(playback, new Spoke(3, Chunk(0, 1000)));
        await Write(playback, new ReplyEnded(3));
        for (var i = 0; i < 6; i++)
        {
            playback.Next(10);
        }

        Assert.Equal([(3, 200L), (3, 400L), (3, 600L), (3, 800L), (3, 1000L)], reports);
    }

    [Fact(Timeout = Patience)]
    public async Task A_pause_is_silent_and_speech_goes_on_where_it_was()
    {
        var playback = new Playback(Rate);
        await Write(playback, new Spoke(1, Chunk(0, 100)), new Moved(1, Motion(0, 5)), new ReplyEnded(1));
        playback.Next(2);
        await Write(playback, new Paused(1));
        Assert.Null(playback.Next(4).Motion);
        await Write(playback, new Resumed(1));
        Assert.Equal([2f, 3, 4], Jaw(playback.Next(3)));
        Assert.Null(playback.Next(1).Motion);
    }

    [Fact(Timeout = Patience)]
    public async Task An_interruption_fades_out_and_drops_the_turn_and_what_still_comes_of_it()
    {
        var playback = new Playback(Rate, moves: false);
        await Write(playback, new Spoke(1, Chunk(0, 1000)));
        playback.Next(1);
        await Write(playback, new Interrupted(1), new Spoke(1, Chunk(1000, 100)));
        var after = playback.Next(1).Audio.Samples.ToArray();
        Assert.Equal(0.45f, after[0], 1e-6f);
        Assert.All(after[9..], s => Assert.Equal(0, s));
        await Write(playback, new Spoke(2, Chunk(0, 100)));
        Assert.All(playback.Next(5).Audio.Samples.ToArray(), s => Assert.Equal(0.5f, s));
    }

    [Fact(Timeout = Patience)]
    public async Task Two_seconds_ahead_the_writer_waits_until_something_was_played()
    {
        var playback = new Playback(Rate, moves: false);
        await Write(playback, new Spoke(1, Chunk(0, 2100)));
        var waiting = playback.WriteAsync(new Spoke(1, Chunk(2100, 100)), Token).AsTask();
        Assert.False(waiting.IsCompleted);
        await Write(playback, new Paused(1), new Resumed(1)); // Those do not wait.
        playback.Next(10);
        await waiting;
    }

    [Fact(Timeout = Patience)]
    public async Task Without_motion_after_all_the_sound_goes_on()
    {
        var playback = new Playback(Rate);
        await Write(playback, new Spoke(1, Chunk(0, 100)), new Degraded(1, Organ.Face, "no face"));
        Assert.Equal(0.5f, playback.Next(1).Audio.Samples.Span[0]);
        await Write(playback, new Spoke(1, Chunk(100, 100)), new ReplyEnded(1));
        Assert.All(playback.Next(9).Audio.Samples.ToArray(), s => Assert.Equal(0.5f, s));
    }

    [Fact(Timeout = Patience)]
    public async Task A_file_gets_the_lead_the_whole_reply_without_gaps_and_the_tail()
    {
        var playback = new Playback(Rate);
        var reading = playback.ReplyAsync(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.4), Token).ToListAsync(Token);
        for (var i = 0; i < 50; i++)
        {
            await Write(playback, new Spoke(1, Chunk(i * 90, 90)), new Moved(1, Motion(i * 9 / 2, 5)));
            await Task.Yield();
        }

        await Write(playback, new ReplyEnded(1));
        var moments = await reading;
        var position = 0L;
        foreach (var moment in moments)
        {
            Assert.Equal(position, moment.Audio.Position);
            Assert.True(moment.Motion is null || moment.Motion.FirstFrame * 20 == position);
            position = moment.Audio.Span.End;
        }

        var sound = moments.SelectMany(m => m.Audio.Samples.ToArray()).ToArray();
        Assert.Equal(200 + 4500 + 20 + 400, sound.Length); // The last picture is filled up.
        Assert.All(sound[200..4700], s => Assert.Equal(0.5f, s));
        Assert.All(sound[4700..], s => Assert.Equal(0, s));
    }

    [Fact(Timeout = Patience)]
    public async Task A_conversation_plays_to_its_end_and_remembers_what_was_played()
    {
        var playback = new Playback(Rate);
        var organs = new ConversationOrgans
        {
            Brains = [new ScriptedBrain("One two three. ", "Four five.")],
            Cutter = new FullStopCutter(),
            Voice = new ScriptedVoice(),
            Animator = new FakeAnimator(),
        };
        var conversation = new Conversation(
            organs, new ConversationOptions { Persona = new Persona { Name = "Ada" } }, playback);
        playback.Played = conversation.ReportPlayed;
        conversation.Ask("Count.");
        conversation.Complete();
        var running = conversation.RunAsync(null, Token);
        var moments = await playback.ReplyAsync(TimeSpan.Zero, TimeSpan.Zero, Token).ToListAsync(Token);
        await running;
        Assert.Equal(520, moments.Sum(m => m.Audio.Samples.Length)); // 500 samples in pictures of 40.
        Assert.Equal(25, moments.SelectMany(Jaw).Count(j => j > 0));
        Assert.Equal("One two three. Four five.", conversation.History[^1].Text);
    }

    private static async Task Write(Playback playback, params ConversationEvent[] items)
    {
        foreach (var item in items)
        {
            await playback.WriteAsync(item, Token);
        }
    }

    private static IEnumerable<float> Jaw(FaceMoment moment) =>
        Enumerable.Range(0, moment.Motion?.FrameCount ?? 0).Select(i => moment.Motion![i, FaceChannel.JawOpen]);

    private static SpeechChunk Chunk(long position, int length)
    {
        var samples = new float[length];
        Array.Fill(samples, 0.5f);
        return new SpeechChunk
        {
            Sentence = new Sentence { Index = 0, Text = "x", Spoken = "x", Language = "en" },
            Audio = new AudioChunk(samples, Rate, position),
        };
    }

    /// <summary>The jaw's weight is the number of the frame.</summary>
    private static FaceMotion Motion(long first, int count)
    {
        var motion = new FaceMotion(first, count);
        for (var i = 0; i < count; i++)
        {
            motion[i, FaceChannel.JawOpen] = first + i;
        }

        return motion;
    }
}
