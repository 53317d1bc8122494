using LinlyTalker.Language.Phonemes;

namespace LinlyTalker.Tests.Language.Phonemes;

public class PhonemeTests
{
    private static readonly string[] ArpabetSymbols =
        ("AA AE AH AO AW AX AXR AY B CH D DH DX EH EL EM EN ER EY F G HH HV IH IX IY JH K L M N NG NX OW OY P Q R S SH " +
         "T TH UH UW UX V W WH Y Z ZH").Split(' ');

    private static readonly string[] PinyinSyllables =
        ("a ai an ang ao ba bai bang bei ben biao bie bin bing bo bu ca ce ci chi chong chou chuang chui chun cuo da " +
         "dei deng diu dong duan dun e ei en eng er fa fo fou gei guang gui gun ha he hm huai ji jia jiang jie jin jing " +
         "jiong jiu ju juan jue jun ka kuai lü lüe lv lve lia liang lo m mi miu n ng nü nuo o ou pi qi qu quan que qun " +
         "qiong ran ri rui shi shuang shui shun si tui wa wai wan wang wei wen weng wo wu xi xia xian xiong xu xue yan " +
         "yang yao ye yi yin ying yo yong you yu yuan yue yun za zi zhi zhuang zong zui").Split(' ');

    [Fact]
    public void Every_symbol_of_every_alphabet_is_in_the_inventory_and_shares_sum_to_one()
    {
        var units = ArpabetSymbols.Select(Arpabet.Read)
            .Concat(PinyinSyllables.Select(s =>
                PinyinPhonemes.Syllable(s)?.Final ?? throw new InvalidOperationException($"no syllable: {s}")))
            .ToList();
        Assert.All(units, parts =>
        {
            Assert.All(parts, p => Assert.NotNull(PhonemeInventory.Find(p.Ipa)));
            Assert.Equal(1f, parts.Sum(p => p.Share), 4);
        });
        Assert.All(ArpabetSymbols, s => Assert.NotEqual("", Arpabet.Read(s)[0].Ipa));
    }

    [Theory]
    [InlineData("OW1", "o ʊ", 1)]
    [InlineData("ah0", "ə", 0)]
    [InlineData("AH1", "ʌ", 1)]
    [InlineData("ER0", "ɚ", 0)]
    [InlineData("ER2", "ɝ", 2)]
    [InlineData("ax", "ə", 0)]
    [InlineData("hh", "h", 0)]
    [InlineData("pau", "", 0)]
    [InlineData("SIL", "", 0)]
    [InlineData("+NOISE+", "", 0)]
    public void Arpabet_reads_both_cases_and_the_stress(string symbol, string ipa, int stress)
    {
        Assert.Equal(ipa, Text(Arpabet.Read(symbol, out var read)));
        Assert.Equal(stress, read);
    }

    [Theory]
    [InlineData("aɪ", "a ɪ")]
    [InlineData("iː", "i")]
    [InlineData("tʃ", "tʃ")]
    [InlineData("t͡ʃ", "tʃ")]
    [InlineData("ɔ̃", "ɔ")]
    [InlineData("dʲ", "d")]
    [InlineData("ts.h", "ʈʂʰ")]
    [InlineData("tɕh", "tɕʰ")]
    [InlineData("i̪", "ɿ")]
    [InlineData("onɡ", "ʊ ŋ")]
    [InlineData("iou", "i o u")]
    [InlineData("ˈ", "")]
    [InlineData("", "")]
    [InlineData("g", "ɡ")]
    public void Ipa_of_engines_becomes_symbols_of_the_inventory(string name, string ipa) =>
        Assert.Equal(ipa, Text(IpaNotation.Read(name)));

    [Fact]
    public void A_falling_diphthong_dwells_on_its_first_part_and_an_onglide_on_its_second()
    {
        Assert.True(IpaNotation.Read("aʊ")[0].Share > 0.6f);
        Assert.True(IpaNotation.Read("ua")[0].Share < 0.4f);
        Assert.True(IpaNotation.Read("ɛɹ")[0].Share > 0.6f);
    }

    [Theory]
    [InlineData("zhong1", "ʈʂ", "ʊ ŋ")]
    [InlineData("xue2", "ɕ", "y ɛ")]
    [InlineData("yuan2", "", "y ɛ n")]
    [InlineData("liu2", "l", "i o ʊ")]
    [InlineData("shui3", "ʂ", "u e ɪ")]
    [InlineData("zi4", "ts", "ɿ")]
    [InlineData("chi1", "ʈʂʰ", "ʅ")]
    [InlineData("lv4", "l", "y")]
    [InlineData("nu:3", "n", "y")]
    [InlineData("jun1", "tɕ", "y n")]
    [InlineData("dun1", "t", "u ə n")]
    [InlineData("er2", "", "ɚ")]
    [InlineData("wo3", "", "u o")]
    [InlineData("yi1", "", "i")]
    [InlineData("n2", "", "n")]
    [InlineData("ng", "", "ŋ")]
    [InlineData("en", "", "ə n")]
    public void Pinyin_syllables_split_into_initial_and_final(string pinyin, string initial, string final)
    {
        var sounds = PinyinPhonemes.Syllable(pinyin);
        Assert.NotNull(sounds);
        Assert.Equal(initial, sounds.Value.Initial);
        Assert.Equal(final, Text(sounds.Value.Final));
    }

    [Theory]
    [InlineData("")]
    [InlineData("xyz")]
    [InlineData("zh")]
    [InlineData("4")]
    public void What_is_no_pinyin_gives_null(string text) => Assert.Null(PinyinPhonemes.Syllable(text));

    [Fact]
    public void Lips_close_on_p_b_m_alone()
    {
        var closing = PhonemeInventory.All.Where(p => p.ClosesLips).Select(p => p.Ipa).Order(StringComparer.Ordinal);
        Assert.Equal(["b", "m", "p", "pʰ", "ɓ"], closing);
    }

    private static string Text(IReadOnlyList<PhonemePart> parts) => string.Join(' ', parts.Select(p => p.Ipa));
}
