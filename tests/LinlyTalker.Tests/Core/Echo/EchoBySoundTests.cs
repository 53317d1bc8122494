using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Core.Echo;

/// <summary>The avatar speaks for four seconds, 20 dB louder than its echo; what is heard has one word for every case.</summary>
public class EchoBySoundTests
{
    private const int Rate = 16000;
    private const double Length = 4;

    private readonly SelfEcho echo = new();
    private readonly float[] avatar = Babble.Of(1, Length);

    public EchoBySoundTests() => echo.Play(new PlayedWord("alpha", TimeSpan.Zero, TimeSpan.FromSeconds(Length)));

    [Theory]
    [InlineData(0.02, -6)]
    [InlineData(0.2, -20)]
    [InlineData(0.5, -30)]
    public void What_was_played_comes_back_however_garbled_its_words(double lag, double decibels)
    {
        Hear(Babble.Echo(avatar, lag, decibels));
        Assert.True(Judge("nothing of the kind", 0.5, 3.5).IsEcho);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(2.6)]
    public void Who_repeats_its_word_while_it_speaks_is_no_echo(double begin)
    {
        Hear(With(Babble.Echo(avatar, 0.2, -20), Babble.Of(2, 0.8), begin));
        Assert.False(Judge("alpha", 0.2, begin + 0.8).IsEcho);
    }

    [Fact]
    public void Who_repeats_it_as_it_ends_is_no_echo()
    {
        Hear(With(Babble.Echo([.. avatar, .. new float[2 * Rate]], 0.2, -20), Babble.Of(2, 0.6), 4.4));
        Assert.True(Judge("alpha", 0.2, 4.1).IsEcho);
        Assert.False(Judge("alpha", 0.2, 5).IsEcho);
    }

    [Fact]
    public void A_question_over_headphones_is_no_echo()
    {
        Hear(With(Babble.Echo(new float[avatar.Length], 0, 0), Babble.Of(3, 1), 2.5));
        Assert.False(Judge("what does it cost", 2.5, 3.5).IsEcho);
    }

    [Fact]
    public void A_sound_without_words_is_an_echo_at_once()
    {
        Hear(With(Babble.Echo(avatar, 0.2, -20), Babble.Of(2, 0.5), 3));
        Assert.True(Judge("", 1, 1.6).IsEcho);
        Assert.False(Judge("", 3, 3.4).IsEcho);
    }

    /// <summary>As a canceller that learns: its echo is 20 dB louder in the first second.</summary>
    [Fact]
    public void Where_the_echo_fades_words_decide()
    {
        var heard = Babble.Echo(avatar, 0.2, -40);
        Babble.Echo(avatar, 0.2, -15).AsSpan(0, Rate * 3 / 2).CopyTo(heard);
        Hear(heard);
        Assert.InRange(Judge("alpha", 0, Length).Evidence.Fading, 8, 30);
        Assert.True(Judge("alpha", 0, Length).IsEcho);
        Assert.False(Judge("what does it cost", 0, Length).IsEcho);
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(24000)]
    public void Microphone_and_loudspeaker_may_have_rates_of_their_own(int rate)
    {
        echo.Play(new AudioChunk(avatar, Rate, 0), TimeSpan.Zero);
        var microphone = Babble.Echo(Babble.Of(1, Length, rate), 0.2, -20, rate);
        for (var at = 0; at < microphone.Length; at += 777)
        {
            echo.Hear(new AudioChunk(microphone.AsMemory(at, Math.Min(777, microphone.Length - at)), rate, at));
        }

        Assert.True(Judge("garbled", 0.5, 3.5).IsEcho);
    }

    [Fact]
    public void Reports_of_playing_that_come_unevenly_make_an_even_clock()
    {
        var (clock, random) = (new PlaybackClock(), new Random(1));
        for (var i = 1; i < 30; i++)
        {
            var position = TimeSpan.FromSeconds(i / 10.0);
            Assert.InRange(clock.Report(position, position + TimeSpan.FromSeconds(5 + (random.NextDouble() / 10))).TotalSeconds, 5, 5.1);
        }

        Assert.Equal(7, clock.Report(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10)).TotalSeconds, 3); // It had paused.
    }

    /// <param name="microphone">The loudspeaker plays <see cref="avatar"/> meanwhile.</param>
    private void Hear(float[] microphone)
    {
        echo.Play(new AudioChunk(avatar, Rate, 0), TimeSpan.Zero);
        echo.Hear(new AudioChunk(microphone, Rate, 0));
    }

    private static float[] With(float[] sound, float[] other, double begin)
    {
        for (var i = 0; i < other.Length && (int)(begin * Rate) + i < sound.Length; i++)
        {
            sound[(int)(begin * Rate) + i] += other[i];
        }

        return sound;
    }

    private EchoJudgement Judge(string text, double start, double end) => echo.Judge(
        new Utterance { Text = text, Language = "en", Span = new SampleSpan((long)(start * Rate), (long)(end * Rate)), SampleRate = Rate },
        TimeSpan.Zero);
}
