using LinlyTalker.Language.Pronunciation;
using LinlyTalker.Voice.Aligned;

namespace LinlyTalker.Tests.Voice.Aligned;

public sealed class TextSoundsTests
{
    [Fact]
    public void English_sounds_by_its_dictionary_and_words_keep_their_places()
    {
        var words = new TextSounds(() => Lexicon.Read(new StringReader("buy B AY\ntwelve T W EH L V\n"), "test")).Of("Buy 12!");

        Assert.Equal(["b a ɪ", "t w ɛ l v"], words.Select(Shown));
        Assert.Equal(["Buy", "12"], words.Select(word => word.Range.Of("Buy 12!")));
        Assert.Equal('!', words[1].Mark);
    }

    [Fact]
    public void Without_a_dictionary_letters_are_read()
    {
        Assert.Equal(["b a b i"], new TextSounds().Of("Baby").Select(Shown));
        Assert.Equal(["ə", "ə"], new TextSounds().Of("你好").Select(Shown));
        Assert.Equal(3, new TextSounds().Of("여보세").Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("…!?")]
    [InlineData("\uD83D\uDE42 \uD800")]
    public void What_has_no_sound_has_none(string text) => Assert.Empty(new TextSounds().Of(text));

    [Fact]
    public void Speech_is_where_the_energy_is_and_a_plosive_is_no_pause()
    {
        var samples = new float[16_000];
        Array.Fill(samples, 0.5f, 1_600, 3_200); // 0.1 to 0.3 s
        Array.Fill(samples, 0.5f, 5_600, 1_600); // 50 ms later, to 0.45 s
        Array.Fill(samples, 0.4f, 11_200, 1_600); // 250 ms later

        Assert.Equal([new(1_600, 7_200), new(11_200, 12_800)], SoundStretches.Find(samples, 16_000));
        Assert.Empty(SoundStretches.Find(new float[1_000], 16_000));
        Assert.Empty(SoundStretches.Find([], 16_000));
    }

    private static string Shown(ExpectedWord word) => string.Join(' ', word.Sounds.Select(sound => sound.Ipa));
}
