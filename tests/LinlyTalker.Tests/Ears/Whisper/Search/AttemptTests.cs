using LinlyTalker.Ears.Whisper.Search;

namespace LinlyTalker.Tests.Ears.Whisper.Search;

public class AttemptTests
{
    private static Attempt Of(float average, float noSpeech = 0, bool looped = false) => new([1], [average], average, noSpeech, looped);

    [Fact]
    public void Plain_words_stand() => Assert.True(Of(-0.3f).IsPlausible("Please check the number and dial again.", 3));

    [Fact]
    public void Words_the_decoder_doubts_do_not() => Assert.False(Of(-1.2f).IsPlausible("Please check the number.", 2));

    [Fact]
    public void A_text_that_repeats_itself_does_not() =>
        Assert.False(Of(-0.1f).IsPlausible(string.Concat(Enumerable.Repeat("so we go on and ", 12)), 9));

    [Fact]
    public void A_loop_that_swallowed_words_does_not()
    {
        Assert.False(Of(-0.1f, looped: true).IsPlausible("so", 3));
        Assert.True(Of(-0.1f, looped: true).IsPlausible("so", 0.4));
    }

    [Fact]
    public void Silence_is_likely_silence_and_doubtful_words()
    {
        Assert.True(Of(-1.5f, 0.8f).IsSilence);
        Assert.False(Of(-0.5f, 0.8f).IsSilence);
        Assert.False(Of(-1.5f, 0.3f).IsSilence);
    }
}
