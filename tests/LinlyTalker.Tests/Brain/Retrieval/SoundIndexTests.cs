using LinlyTalker.Brain.Retrieval;

namespace LinlyTalker.Tests.Brain.Retrieval;

public class SoundIndexTests
{
    [Fact]
    public void What_sounds_alike_is_found_among_thousands()
    {
        var random = new Random(3);
        var questions = Enumerable.Range(0, 5000)
            .Select(i => ((long)i, string.Concat(Enumerable.Range(0, 30).Select(_ => "APBTDKGFVSZXCJMNLRWH"[random.Next(20)])))).ToArray();
        var index = new SoundIndex(questions);
        var said = questions[4321].Item2.Remove(5, 2).Insert(12, "AK");
        Assert.Equal(4321, index.Find(said)[0]);
        Assert.Empty(index.Find("AB"));
        Assert.Empty(new SoundIndex([]).Find(said));
    }

    [Fact]
    public void A_word_of_the_same_consonants_is_the_word_that_was_said()
    {
        var vocabulary = new Vocabulary(["invoice", "voice", "photo", "parking"]);
        Assert.Equal("invoic", vocabulary.Same(LinlyTalker.Language.English.PhoneticKey.Of("in") + LinlyTalker.Language.English.PhoneticKey.Of("voice"), 0.9f)?.Stem);
        Assert.Null(vocabulary.Same("TALAFAN", 0.9f));
        Assert.Equal("photo", vocabulary.Nearest(LinlyTalker.Language.English.PhoneticKey.Of("photon"), 0.7f)[0].Stem);
    }
}
