using LinlyTalker.Language.Scripts;

namespace LinlyTalker.Tests.Language.Scripts;

public class ScriptLanguageTests
{
    [Theory]
    [InlineData("Hello", "en", "en:Hello")]
    [InlineData("Guten Tag", "de", "de:Guten Tag")]
    [InlineData("你好", "en", "zh:你好")]
    [InlineData("你好，World。我是小李。", "zh-CN", "zh-CN:你好，|en:World。|zh-CN:我是小李。")]
    [InlineData("He said 你好 to me.", "en", "en:He said |zh:你好 |en:to me.")]
    [InlineData("OK.", "zh", "en:OK.")]
    [InlineData("“3 好", "zh", "zh:“3 好")]
    [InlineData("日本語です", "en", "ja:日本語です")]
    [InlineData("日本語", "ja", "ja:日本語")]
    [InlineData("Привет", "en", "ru:Привет")]
    [InlineData("Привіт", "uk", "uk:Привіт")]
    [InlineData("跑了10.5km。", "zh", "zh:跑了10.5km。")]
    [InlineData("3D打印", "zh", "zh:3D打印")]
    [InlineData("买iPhone15吧", "zh", "zh:买|en:iPhone15|zh:吧")]
    [InlineData("the angle α", "en", "en:the angle α")]
    [InlineData("Καλημέρα", "en", "el:Καλημέρα")]
    [InlineData("123 !?", "fr", "fr:123 !?")]
    [InlineData("안녕", "en", "ko:안녕")]
    [InlineData("\uD83D", "en", "en:\uD83D")]
    [InlineData("", "fr", "")]
    public void Letters_overrule_a_label_that_cannot_be_right(string text, string label, string runs) =>
        Assert.Equal(runs, string.Join('|', ScriptLanguage.Runs(text, label).Select(r => $"{r.Language}:{r.Range.Of(text)}")));
}
