using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;

namespace LinlyTalker.Tests.Core.Echo;

public class PlayedSoundTests
{
    private readonly PlayedSound played = new();

    [Fact]
    public void Nothing_given_is_silence_and_the_clock_goes_on()
    {
        Assert.All(Take(0, 100), s => Assert.Equal(0, s));
        Assert.Equal(100, played.Position);
        Assert.Empty(played.Between(0, 100));
    }

    [Fact]
    public void A_reply_sounds_from_when_it_is_given_one_sample_for_each_that_is_heard()
    {
        Take(0, 100);
        played.Play(1, Sound(0.25f, 150));
        played.Play(1, Sound(0.5f, 50));
        var heard = Take(100, 160);
        Assert.Equal((0.25f, 0.25f, 0.5f), (heard[0], heard[149], heard[150]));
        Assert.Equal([.. Enumerable.Repeat(0.5f, 40), .. new float[60]], Take(260, 100));
        Assert.Equal([new PlayedStretch(1, new SampleSpan(0, 200), 100)], played.Between(0, 1000));
    }

    [Fact]
    public void A_paused_reply_waits_and_goes_on_where_it_was()
    {
        played.Play(1, Sound(0.25f, 100));
        Take(0, 60);
        played.Pause(true);
        Assert.All(Take(60, 60), s => Assert.Equal(0, s));
        played.Pause(false);
        Assert.Equal(40, Take(120, 100).Count(s => s != 0));
        Assert.Equal(
            [new PlayedStretch(1, new SampleSpan(0, 60), 0), new PlayedStretch(1, new SampleSpan(60, 100), 120)],
            played.Between(0, 1000));
        Assert.Single(played.Between(100, 200));
    }

    [Fact]
    public void A_stopped_reply_sounds_no_more_and_neither_does_the_one_before_a_new_turn()
    {
        played.Play(1, Sound(0.25f, 100));
        Take(0, 10);
        played.Stop(1);
        Assert.All(Take(10, 10), s => Assert.Equal(0, s));
        played.Play(1, Sound(0.25f, 100));
        played.Play(2, Sound(0.5f, 100));
        Assert.Equal(0.5f, Take(20, 1)[0]);
        Assert.Equal((2, 0L), (played.Between(20, 21)[0].Turn, played.Between(20, 21)[0].Reply.Start));
    }

    [Fact]
    public void A_client_that_is_far_behind_is_waited_for_and_one_that_is_a_little_late_is_not()
    {
        played.Play(1, Sound(0.25f, 40_000));
        Take(0, 16_000);
        played.Align(1, 12_000);
        Assert.All(Take(16_000, 1000), s => Assert.Equal(0.25f, s));
        played.Align(1, 1000);
        Assert.All(Take(17_000, 16_000), s => Assert.Equal(0, s));
        Assert.All(Take(33_000, 1000), s => Assert.Equal(0.25f, s));
        Assert.Equal(33_000, played.Between(33_000, 34_000)[^1].At);
        Assert.Equal(17_000, played.Between(33_000, 34_000)[^1].Reply.Start);
    }

    [Fact]
    public void Samples_are_those_that_clients_get()
    {
        played.Play(1, Sound(0.99999f, 10));
        Assert.Equal(Pcm16.Of(0.99999f) / Pcm16.Scale, Take(0, 1)[0]);
    }

    [Fact]
    public void A_voice_of_another_rate_is_brought_to_the_clock()
    {
        played.Play(1, new AudioChunk(new float[22050], 22050, 0));
        Take(0, 20000);
        Assert.InRange(played.Between(0, 20000)[0].Reply.Length, 15800, 16000);
    }

    [Fact]
    public void What_is_remembered_stays_small()
    {
        for (var i = 0; i < 200; i++)
        {
            played.Play(i, Sound(0.1f, 100));
            Take(i * 16000, 16000);
        }

        Assert.InRange(played.Between(0, long.MaxValue).Count, 25, 35);
    }

    private static AudioChunk Sound(float value, int count)
    {
        var samples = new float[count];
        Array.Fill(samples, value);
        return new AudioChunk(samples, PlayedSound.SampleRate, 0);
    }

    private float[] Take(long position, int count)
    {
        var into = new float[count];
        played.Take(position, into);
        return into;
    }
}
