using LinlyTalker.Language.Chinese;

namespace LinlyTalker.SystemTests.Language.Chinese;

/// <summary>The real tables of pinyin-pro.</summary>
public class ChineseLexiconSystemTests
{
    private static readonly string? Folder = Find();

    [Fact]
    public void The_tables_hold_all_common_characters_and_the_polyphones_in_words()
    {
        var lexicon = Open();
        Assert.True(lexicon.CharacterCount > 20_000, $"{lexicon.CharacterCount}");
        Assert.True(lexicon.WordCount > 3000, $"{lexicon.WordCount}");
        Assert.Equal(["yín", "háng"], lexicon.Readings("银行"));
        Assert.Equal(["yīn", "yuè"], lexicon.Readings("音乐"));
        Assert.Equal("nǐ", lexicon.Readings('你')[0]);
        Assert.Contains("hé", lexicon.Readings('和'));
    }

    [Fact]
    public void Words_win_over_characters()
    {
        var segmenter = new ChineseSegmenter(Open());
        const string text = "这个银行的董事长觉得音乐很了不起";
        Assert.Equal(["这个", "银行", "的", "董事长", "觉得", "音乐", "很", "了不起"], segmenter.Cut(text).Select(r => r.Of(text)));
    }

    [Theory]
    [InlineData("怎么推货", "怎么退货")]
    [InlineData("需要现卡吗", "需要显卡吗")]
    [InlineData("怎么安庄", "怎么安装")]
    public void What_was_misheard_sounds_like_what_was_said(string misheard, string said)
    {
        var sound = new PinyinSound(Open());
        Assert.Equal(sound.Syllables(said), sound.Syllables(misheard));
    }

    private static ChineseLexicon Open()
    {
        if (Folder is null)
        {
            Assert.Skip("The package pinyin-pro is not installed: npm ci --ignore-scripts in native/npm.");
        }

        return ChineseLexicon.Open(Folder);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var place = Path.Combine(folder.FullName, "native", "npm", "node_modules", "pinyin-pro");
            if (Directory.Exists(place))
            {
                return place;
            }
        }

        return null;
    }
}
