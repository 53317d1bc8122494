using LinlyTalker.Language.Normalisation;
using LinlyTalker.Native.Espeak;
using LinlyTalker.Voice.Piper.Text;

namespace LinlyTalker.Tests.Voice.Piper;

public class ClauseTests
{
    [Theory]
    [InlineData("Hello there, h", false, ',', false)]
    [InlineData("ow are you today?", true, '?', true)]
    [InlineData("Stop! D", false, '!', true)]
    [InlineData("He said: \"", false, ':', false)]
    [InlineData("\"I will be back.\"", true, '.', true)]
    [InlineData("Wait... w", false, '\0', false)]
    [InlineData("Wait… w", false, '\0', false)]
    [InlineData("Oh — r", false, ';', false)]
    [InlineData("Really?! Y", false, '?', true)]
    [InlineData("no stop", true, '\0', true)]
    [InlineData("你好。吗", false, '\0', true)]
    [InlineData("one line\n\nN", false, '\0', true)]
    [InlineData("one line\nN", false, '\0', false)]
    [InlineData("smile, 😀", false, ',', false)]
    [InlineData("", false, '\0', false)]
    public void The_mark_is_read_from_the_text_that_was_consumed(string said, bool isLast, char mark, bool ends) =>
        Assert.Equal(new ClauseEnd(mark, ends), ClauseEnd.Of(said, isLast));

    [Theory]
    [InlineData("h_ə_l_ˈoʊ ð_ˈɛɹ", "həlˈoʊ ðˈɛɹ")]
    [InlineData("f_oːɹ", "fɔːɹ")]
    [InlineData("m_aɪ_ ˌoʊ_n", "maɪʲ ˌoʊn")]
    [InlineData("ɹ_i__ˈæ_k_t", "ɹiʲˈækt")]
    [InlineData("ð_ə_ b_ˈɔː_l", "ðə bˈɔːl")]
    [InlineData("h_ˈæ_z_b_iː_n s_ˈeɪ_v_d", "hɐzbɪn sˈeɪvd")]
    [InlineData("w_ˈʌ_n", "wˌʌn")]
    [InlineData("w_ˈʌ_n t_ˈuː", "wˈʌn tˈuː")]
    [InlineData("(fr)b_ɔ̃_ʒ_ˈuː_ʁ(en)", "bɔ̃ʒˈuːʁ")]
    public void Older_sounds_are_written_as_the_newer_library_writes_them(string separated, string ipa) =>
        Assert.Equal(ipa, NewerIpa.Of(separated));

    [Theory]
    [InlineData("ç", "c\u0327")]
    [InlineData("õ", "o\u0303")]
    [InlineData("ǘ", "u\u0308\u0301")]
    [InlineData("й", "и\u0306")]
    [InlineData("ệ", "e\u0323\u0302")]
    [InlineData("həlˈoʊ", "həlˈoʊ")]
    public void Letters_are_taken_apart_as_Unicode_says(string composed, string parts) =>
        Assert.Equal(parts, Decomposition.Of(composed));

    [Fact]
    public void Clauses_become_utterances_with_their_words()
    {
        var text = ReadableText.AsWritten("Stop, please! Now.");
        EspeakClause[] clauses = [new("s_t_ˈɑː_p", 6), new("p_l_ˈiː_z", 14), new("n_ˈaʊ", 18)];
        EspeakClause[][] words = [[new("s_t_ˈɑː_p", 4)], [new("p_l_ˈiː_z", 6)], [new("n_ˈaʊ", 3)]];
        var read = ClauseReader.Read(text, clauses, words);

        Assert.Equal(["stˈɑːp, plˈiːz!", "nˈaʊ."], read.Select(u => string.Concat(u.Symbols)));
        Assert.Equal(["stˈɑːp=Stop", "plˈiːz=please", "nˈaʊ=Now"], read.SelectMany(u => u.Words.Select(
            w => $"{string.Concat(u.Symbols.Take(w.End).Skip(w.Start))}={w.Source.Of(text.Text)}")));
    }

    [Fact]
    public void Words_that_are_said_together_share_their_sounds()
    {
        Assert.Equal(
            [(0, 1), (1, 1.5), (1.5, 2), (2, 3)],
            WordMatch.Of(["aʊt", "ʌv", "ðə", "haʊs"], ["aʊt", "əvðə", "haʊs"]));
        Assert.Equal([(0, 1), (1, 4), (4, 5)], WordMatch.Of(["aɪ", "twɛntitufaɪv", "ɛnd"], ["aɪ", "twɛnti", "tu", "faɪv", "ɛnd"]));
        Assert.Equal([(0, 1), (1, 1), (1, 2)], WordMatch.Of(["wʌn", "", "tu"], ["wʌn", "tu"]));
        Assert.Empty(WordMatch.Of([], ["wʌn"]));
    }

    [Theory]
    [InlineData("Dr. Smith has No. 5… Yes", "en", "doctor Smith has number five, Yes")]
    [InlineData("He left... or did he...", "en", "He left, or did he.")]
    [InlineData("The API at 9 a.m. sharp", "en", "The eigh p i at nine eigh m sharp")]
    [InlineData("My résumé has a jalapeño.", "en", "My résumé has a jalapeno.")]
    [InlineData("Was… nun? 😀", "de", "Was, nun?   ")]
    [InlineData("Wait... what", "fr", "Wait,   what")]
    public void A_text_is_made_readable(string written, string language, string readable)
    {
        Assert.Equal(readable, ReadableText.Of(written, language).Text);
    }

    [Fact]
    public void Chinese_characters_are_words_of_their_own()
    {
        const string Text = "我有12个苹果。";
        var readable = ReadableText.Of(Text, "zh-CN");
        Assert.Equal("我有十二个苹果.", readable.Text.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("我|有|12|12|个|苹|果", string.Join('|', readable.Words.Select(w => w.Source.Of(Text))));
    }

    [Fact]
    public void Symbols_become_numbers_between_pads_and_what_is_unknown_is_left_out()
    {
        var table = new SymbolTable(
            new Dictionary<string, long[]> { ["^"] = [1], ["$"] = [2], ["_"] = [0], ["a"] = [5], ["b"] = [6, 7], ["aɪ"] = [9] }, ["aɪ"]);
        var encoded = table.Encode(["a", "?", "b", "a", "ɪ", "a"]);
        Assert.Equal([1, 0, 5, 0, 6, 7, 0, 9, 0, 5, 0, 2], encoded.Ids);
        Assert.Equal([(2, 3), (0, 0), (4, 6), (7, 8), (7, 8), (9, 10)], encoded.Places);
        Assert.Equal(["?"], encoded.Unknown);
    }
}
