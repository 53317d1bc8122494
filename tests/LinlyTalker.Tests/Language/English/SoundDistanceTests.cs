using LinlyTalker.Language.English;

namespace LinlyTalker.Tests.Language.English;

public class SoundDistanceTests
{
    [Theory]
    [InlineData("photo", "foto")]
    [InlineData("knight", "night")]
    [InlineData("write", "rite")]
    [InlineData("back", "bak")]
    public void Words_that_sound_the_same_have_one_key(string left, string right) =>
        Assert.Equal(PhoneticKey.Of(left), PhoneticKey.Of(right));

    [Theory]
    [InlineData("parcel", "partial", "potato")]
    [InlineData("delivery", "the livery", "warranty")]
    [InlineData("invoice", "in voice", "opening")]
    [InlineData("password", "passed word", "parking")]
    [InlineData("photo", "photon", "browser")]
    [InlineData("refund", "refunded", "return")]
    public void A_misheard_word_is_nearer_than_another(string word, string misheard, string other) =>
        Assert.True(Similarity(word, misheard) > Similarity(word, other) + 0.1f, $"{Similarity(word, misheard)} {Similarity(word, other)}");

    [Fact]
    public void Equal_sounds_are_1_and_nothing_in_common_is_0()
    {
        Assert.Equal(1, SoundDistance.Similarity("TALAVARA", "TALAVARA"));
        Assert.Equal(0, SoundDistance.Similarity("", ""));
        Assert.Equal(0, SoundDistance.Similarity("K", "XL"));
    }

    private static float Similarity(string left, string right) => SoundDistance.Similarity(Sounds(left), Sounds(right));

    private static string Sounds(string words) => string.Concat(words.Split(' ').Select(PhoneticKey.Of));
}
