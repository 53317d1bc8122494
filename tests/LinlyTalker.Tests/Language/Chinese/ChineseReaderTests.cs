using LinlyTalker.Language.Chinese;
using LinlyTalker.Language.Chinese.Speech;

namespace LinlyTalker.Tests.Language.Chinese;

/// <summary>Readings by context, with a dictionary of a few lines.</summary>
public sealed class ChineseReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("linly-reader-").FullName;
    private readonly ChineseReader reader;

    public ChineseReaderTests()
    {
        Write("dict1.mjs", """
            'xíng háng': ['行'],
            yín: ['银'],
            màn: ['慢'],
            zǒu: ['走'],
            pǎo: ['跑'],
            kuài: ['快'],
            nǐ: ['你'],
            qù: ['去'],
            shū: ['书'],
            yǒu: ['有'],
            shòu: ['受'],
            bù: ['不'],
            shù: ['数'],
            yī: ['一'],
            """);
        Write("dict2.mjs", "银行: 'yín háng',");
        Write("dict3.mjs", "董事长: 'dǒng shì zhǎng',");
        Write("dict4.mjs", "四通八达: 'sì tōng bā dá',");
        Write("dict5.mjs", "布尔什维克: 'bù ěr shí wéi kè',");
        reader = new ChineseReader(ChineseLexicon.Open(folder));
    }

    [Theory]
    [InlineData("银行", "yin2 hang2")]
    [InlineData("行走", "xing2 zou3")]
    [InlineData("慢慢地走", "man4 man4 de0 zou3")]
    [InlineData("地方", "di4 fang0")]
    [InlineData("跑得快", "pao3 de0 kuai4")]
    [InlineData("得到", "de2 dao4")]
    [InlineData("你得去", "ni2 dei3 qu4")]
    [InlineData("还书", "huan2 shu1")]
    [InlineData("还有", "hai2 you3")]
    [InlineData("受不了", "shou4 bu4 liao3")]
    [InlineData("走了", "zou3 le0")]
    [InlineData("数一数", "shu3 yi0 shu4")]
    [InlineData("我们的东西", "wo3 men0 de0 dong1 xi0")]
    [InlineData("龘😀a", "")]
    [InlineData("", "")]
    public void A_character_is_read_by_its_company(string text, string readings) =>
        Assert.Equal(readings, string.Join(' ', reader.Read(text)));

    [Fact]
    public void Syllables_know_their_characters_and_words()
    {
        const string Text = "a银行走";
        var read = reader.Read(Text);
        Assert.Equal(["银", "行", "走"], read.Select(s => s.Range.Of(Text)));
        Assert.Equal(read[0].Word, read[1].Word);
        Assert.NotEqual(read[1].Word, read[2].Word);
    }

    public void Dispose() => Directory.Delete(folder, true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
