using LinlyTalker.Core.Errors;
using LinlyTalker.Language.Chinese;

namespace LinlyTalker.Tests.Language.Chinese;

public sealed class ChineseLexiconTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("linly-lexicon-").FullName;

    public ChineseLexiconTests()
    {
        Write("dict1.mjs", "const map = {\n    'háng xíng': ['行'],\n    yín: [\n        '银',\n    ],\n    zhǎng: ['涨'],\n};");
        Write("dict2.mjs", "const DICT2 = {\n    银行: 'yín háng',\n    行长: \"háng zhǎng\",\n    长大: 'zhǎng dà',\n};");
        Write("dict3.mjs", "const DICT3 = {\n    董事长: 'dǒng shì zhǎng',\n};");
        Write("dict4.mjs", "const DICT4 = {\n    四通八达: 'sì tōng bā dá',\n};");
        Write("dict5.mjs", "const DICT5 = {\n    布尔什维克: 'bù ěr shí wéi kè',\n};");
    }

    [Fact]
    public void Words_and_characters_have_their_readings()
    {
        var lexicon = ChineseLexicon.Open(folder);
        Assert.Equal(["yín", "háng"], lexicon.Readings("银行"));
        Assert.Equal(["háng", "xíng"], lexicon.Readings('行'));
        Assert.Equal(["yín"], lexicon.Readings('银'));
        Assert.Null(lexicon.Readings("没有"));
        Assert.Empty(lexicon.Readings('没'));
        Assert.Equal(5, lexicon.LongestWord);
    }

    [Fact]
    public void Text_is_cut_into_its_likeliest_words()
    {
        var segmenter = new ChineseSegmenter(ChineseLexicon.Open(folder));
        Assert.Equal(["银行", "，", "董事长", "大", "A", "四通八达"], Words("银行，董事长大A四通八达"));
        Assert.Equal(["银行", "长"], Words("银行长"));
        Assert.Empty(Words(""));

        IEnumerable<string> Words(string text) => segmenter.Cut(text).Select(r => r.Of(text));
    }

    [Fact]
    public void Misheard_words_sound_the_same() =>
        Assert.Equal(["yin", "han"], new PinyinSound(ChineseLexicon.Open(folder)).Syllables("银行"));

    [Theory]
    [InlineData("zhàng", "zan")]
    [InlineData("lǜ", "nv")]
    [InlineData("shēng", "sen")]
    [InlineData("ér", "er")]
    public void Tones_and_what_is_often_confused_are_folded(string reading, string sound) =>
        Assert.Equal(sound, PinyinSound.Fold(reading));

    [Fact]
    public void A_folder_without_tables_names_the_command_that_fetches_them() =>
        Assert.Contains("models pull pinyin-dictionary",
            Assert.Throws<ModelMissingException>(() => ChineseLexicon.Open(Path.Combine(folder, "none"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_of_something_else_is_refused()
    {
        Write("dict3.mjs", "<html>404</html>");
        Assert.Contains("dict3.mjs", Assert.Throws<ModelFormatException>(() => ChineseLexicon.Open(folder)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
