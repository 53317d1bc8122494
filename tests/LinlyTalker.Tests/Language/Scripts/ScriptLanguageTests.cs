using LinlyTalker.Language.Scripts;

namespace LinlyTalker.Tests.Language.Scripts;

public class ScriptLanguageTests
{
    [Theory]
    [InlineData("Hello", "en", "en")]
    [InlineData("Guten Tag", "de", "de")]
    [InlineData("你好", "en", "zh")]
    [InlineData("你好，World。我是小李。", "en", "zh")]
    [InlineData("OK.", "zh", "en")]
    [InlineData("我用 LinlyTalker 说话", "zh-CN", "zh-CN")]
    [InlineData("こんにちは", "en", "ja")]
    [InlineData("日本語", "ja", "ja")]
    [InlineData("Привет", "en", "ru")]
    [InlineData("Привіт", "uk", "uk")]
    [InlineData("123 !?", "fr", "fr")]
    [InlineData("", "fr", "fr")]
    [InlineData("안녕", "en", "ko")]
    [InlineData("\uD83D", "en", "en")]
    public void Letters_overrule_a_label_that_cannot_be_right(string text, string label, string language) =>
        Assert.Equal(language, ScriptLanguage.Of(text, label));
}
