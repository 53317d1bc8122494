using LinlyTalker.Language.Chinese;
using LinlyTalker.Language.Chinese.Speech;

namespace LinlyTalker.SystemTests.Language.Chinese;

/// <summary>Readings with the real tables.</summary>
public class ChineseReadingTests
{
    [Theory]
    [InlineData("银行八点半开门", "yin2 hang2 ba1 dian3 ban4 kai1 men2")]
    [InlineData("他在街上行走", "ta1 zai4 jie1 shang4 xing2 zou3")]
    [InlineData("音乐", "yin1 yue4")]
    [InlineData("快乐", "kuai4 le4")]
    [InlineData("孩子长大了", "hai2 zi0 zhang3 da4 le0")]
    [InlineData("长度", "chang2 du4")]
    [InlineData("重要", "zhong4 yao4")]
    [InlineData("重新", "chong2 xin1")]
    [InlineData("了解", "liao2 jie3")]
    [InlineData("饭做好了", "fan4 zuo4 hao3 le0")]
    [InlineData("觉得", "jue2 de0")]
    [InlineData("睡觉", "shui4 jiao4")]
    [InlineData("老师在教书", "lao3 shi1 zai4 jiao1 shu1")]
    [InlineData("教室", "jiao4 shi4")]
    [InlineData("朝阳升起来了", "zhao1 yang2 sheng1 qi3 lai2 le0")]
    [InlineData("朝阳区", "chao2 yang2 qu1")]
    [InlineData("我要还书", "wo3 yao4 huan2 shu1")]
    [InlineData("还有", "hai2 you3")]
    [InlineData("为什么", "wei4 shen2 me0")]
    [InlineData("这个地方", "zhe4 ge0 di4 fang0")]
    [InlineData("慢慢地走", "man4 man4 de0 zou3")]
    [InlineData("得到", "de2 dao4")]
    [InlineData("他跑得快", "ta1 pao3 de0 kuai4")]
    [InlineData("的确", "di2 que4")]
    [InlineData("目的", "mu4 di4")]
    [InlineData("调查", "diao4 cha2")]
    [InlineData("调整", "tiao2 zheng3")]
    [InlineData("数学", "shu4 xue2")]
    [InlineData("数一数", "shu3 yi0 shu4")]
    [InlineData("不去", "bu2 qu4")]
    [InlineData("不好", "bu4 hao3")]
    [InlineData("一天", "yi4 tian1")]
    [InlineData("一定", "yi2 ding4")]
    [InlineData("第一名", "di4 yi1 ming2")]
    [InlineData("我想买五把小雨伞", "wo2 xiang3 mai2 wu2 ba3 xiao3 yu2 san3")]
    [InlineData("妈妈买东西", "ma1 ma0 mai3 dong1 xi0")]
    [InlineData("你们好吗", "ni3 men0 hao3 ma0")]
    [InlineData("处长", "chu4 zhang3")]
    [InlineData("受不了", "shou4 bu4 liao3")]
    public void Characters_are_read_by_their_words_and_company(string text, string readings) =>
        Assert.Equal(readings, string.Join(' ', Reader().Read(text)));

    /// <summary>
    /// 515 words and sentences as pinyin-pro 3.29 itself reads them (<c>toneType: num, toneSandhi: true</c>). It changes
    /// third tones less and knows few neutral tones, so the letters are compared.
    /// </summary>
    [Fact]
    public void Letters_agree_with_the_dictionarys_own_reader()
    {
        var reader = Reader();
        var (same, all) = (0, 0);
        foreach (var line in File.ReadLines(Repository.Golden("pinyin", "readings.tsv")))
        {
            var parts = line.Split('\t');
            var ours = reader.Read(parts[0]).Select(s => s.Pinyin).ToList();
            var theirs = parts[1].Split(' ').Select(s => s[..^1]).ToList();
            Assert.Equal(theirs.Count, ours.Count);
            same += ours.Zip(theirs).Count(p => p.First == p.Second);
            all += theirs.Count;
        }

        Assert.True(all > 1600);
        Assert.True(same >= 0.99 * all, $"{same} of {all}");
    }

    private static ChineseReader Reader() => new(ChineseLexicon.Open(TestModels.Open("pinyin-dictionary").Location));
}
