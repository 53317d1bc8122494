using LinlyTalker.Client.Events;
using LinlyTalker.Client.Playing;
using LinlyTalker.Client.Sessions;
using LinlyTalker.Core.Signal;

namespace LinlyTalker.Tests.Client;

public class ReplyPlaybackTests
{
    private readonly ReplyPlayback playback = new(sampleRate: 1000);

    [Fact]
    public void Sound_is_played_in_order_across_the_pieces_that_came()
    {
        playback.Take(new ReplyBegun("r1"));
        playback.Take(Audio("r1", 0.25f, 3));
        playback.Take(Audio("r1", 0.5f, 3));
        var heard = new float[4];

        Assert.Equal(4, playback.Read(heard));
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.5f], heard);
        Assert.Equal(TimeSpan.FromMilliseconds(4), playback.Played);
    }

    [Fact]
    public void Speech_of_the_user_stops_the_reply_and_says_how_much_was_heard()
    {
        playback.Take(new ReplyBegun("r1"));
        playback.Take(Audio("r1", 0.25f, 100));
        playback.Read(new float[30]);

        Assert.Null(playback.Take(new SpeechStarted("i1", TimeSpan.Zero)));
        Assert.Equal(0, playback.Read(new float[10]));
        var cut = playback.Take(new ReplyInterrupted("r1"));

        Assert.Equal(new CutReply("line of r1", TimeSpan.FromMilliseconds(30)), cut);
        Assert.Equal(0, playback.Read(new float[10]));
        Assert.False(playback.IsPlaying);
    }

    [Fact]
    public void What_still_comes_of_an_old_reply_is_stale_and_silent()
    {
        playback.Take(new ReplyBegun("r1"));
        playback.Take(Audio("r1", 0.25f, 100));
        playback.Take(new SpeechStarted("i1", TimeSpan.Zero));
        playback.Take(new ReplyFinished("r1", "cancelled", "turn_detected"));

        var late = Audio("r1", 0.25f, 100);
        playback.Take(late);

        Assert.True(playback.IsStale(late));
        Assert.Equal(0, playback.Read(new float[10]));
    }

    [Fact]
    public void The_next_reply_takes_the_place_of_the_one_before()
    {
        playback.Take(new ReplyBegun("r1"));
        playback.Take(Audio("r1", 0.25f, 100));
        playback.Take(new ReplyBegun("r2"));
        var next = Audio("r2", 0.5f, 2);
        playback.Take(next);
        var heard = new float[2];
        playback.Read(heard);

        Assert.Equal([0.5f, 0.5f], heard);
        Assert.False(playback.IsStale(next));
    }

    [Fact]
    public void A_loudspeaker_that_waits_in_the_midst_of_a_reply_counts_and_its_end_does_not()
    {
        playback.Take(new ReplyBegun("r1"));
        playback.Read(new float[10]);
        playback.Take(Audio("r1", 0.25f, 15));
        playback.Read(new float[10]);
        Assert.Equal(0, playback.Underruns);

        playback.Read(new float[10]);
        Assert.Equal(1, playback.Underruns);

        playback.Take(Audio("r1", 0.25f, 15));
        playback.Take(new ReplyFinished("r1", "completed", null));
        playback.Read(new float[10]);
        playback.Read(new float[10]);
        Assert.Equal(1, playback.Underruns);
        Assert.False(playback.IsPlaying);
    }

    [Fact]
    public void Nothing_was_cut_of_a_reply_that_was_heard_to_its_end()
    {
        playback.Take(new ReplyBegun("r1"));
        playback.Take(Audio("r1", 0.25f, 10));
        playback.Read(new float[10]);

        Assert.Null(playback.Take(new ReplyInterrupted("r1")));
    }

    [Fact]
    public void After_a_cough_the_reply_goes_on_where_it_was()
    {
        playback.Take(new ReplyBegun("r1"));
        playback.Take(Audio("r1", 0.25f, 100));
        playback.Read(new float[30]);
        playback.Take(new SpeechStarted("i1", TimeSpan.Zero));
        playback.Take(new ReplyPaused("r1"));
        Assert.Equal(0, playback.Read(new float[30]));

        playback.Take(new ReplyResumed("r1"));

        Assert.Equal(30, playback.Read(new float[30]));
        Assert.Equal((TimeSpan.FromMilliseconds(60), 0), (playback.Played, playback.Underruns));
    }

    private static ReplyAudio Audio(string response, float value, int samples)
    {
        var pcm = new byte[samples * 2];
        var floats = new float[samples];
        Array.Fill(floats, value);
        Pcm16.Write(floats, pcm);
        return new ReplyAudio(response, $"line of {response}", pcm);
    }
}
