using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Language.Pronunciation;

namespace LinlyTalker.Tests.Language.Pronunciation;

public class PronouncerTests
{
    private const string Words = """
        b B IY
        p P IY
        x EH K S
        talker T AO K ER
        shop SH AA P
        keeper K IY P ER
        church CH ER CH
        bat B AE T
        cat K AE T
        hat HH AE T
        bit B IH T
        hit HH IH T
        pit P IH T
        kit K IH T
        bed B EH D
        fed F EH D
        chat CH AE T
        chip CH IH P
        chin CH IH N
        tin T IH N
        pin P IH N
        bin B IH N
        """;

    private readonly Pronouncer pronouncer = new(Lexicon.Read(new StringReader(Words), "test"));

    [Theory]
    [InlineData("Shop", "SH AA P")]
    [InlineData("PBX", "P IY B IY EH K S")]
    [InlineData("PBXs", "P IY B IY EH K S IH Z")]
    [InlineData("bpx", "B IY P IY EH K S")]
    [InlineData("shop's", "SH AA P S")]
    [InlineData("church's", "CH ER CH IH Z")]
    [InlineData("talkers", "T AO K ER Z")]
    [InlineData("shopkeeper", "SH AA P K IY P ER")]
    [InlineData("ChatTalker", "CH AE T T AO K ER")]
    public void A_word_sounds_as_its_parts_do(string word, string phones) => Assert.Equal([phones], pronouncer.Of(word));

    [Theory]
    [InlineData("fit", "F IH T")]
    [InlineData("ched", "CH EH D")]
    [InlineData("fat", "F AE T")]
    public void An_unknown_word_sounds_like_words_that_look_alike(string word, string phones) =>
        Assert.Equal([phones], pronouncer.Of(word));

    [Fact]
    public void Any_text_sounds_like_phones_of_the_lexicon_or_not_at_all()
    {
        var known = Words.Split('\n').SelectMany(l => l.Split(' ').Skip(1)).Append("S").Append("Z").ToHashSet();
        Prop.ForAll<string>(text => Assert.All(
            pronouncer.Of(text ?? ""), phones => Assert.All(phones.Split(' '), phone => Assert.Contains(phone, known))))
            .Check(Config.QuickThrowOnFailure.WithReplay(7, 7).WithMaxTest(300));
    }

    [Theory]
    [InlineData("ss")]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("你好")]
    public void What_has_no_letter_has_no_sound(string word) => Assert.Empty(pronouncer.Of(word));
}
