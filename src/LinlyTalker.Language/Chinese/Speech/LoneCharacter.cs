namespace LinlyTalker.Language.Chinese.Speech;

/// <summary>
/// Common characters that stand alone as words and are read by what is around them: 慢慢地 de, 土地 dì; 跑得快 de,
/// 得到 dé, 你得走 děi.
/// </summary>
internal static class LoneCharacter
{
    private const string Pronouns = "我你他她它您们谁";

    /// <summary>Null for a character that has no rule here.</summary>
    public static string? Reading(string text, int at)
    {
        var previous = At(text, at - 1);
        var next = At(text, at + 1);
        return text[at] switch
        {
            // 幺 replaces 1 in telephone numbers and is not in every table.
            '幺' => "yāo",
            '的' => "de",
            '了' => previous == '不' ? "liǎo" : "le",
            '地' => Ground(previous, At(text, at - 2), next),
            '得' => Get(previous, next),
            '着' when Han.Is(previous) => "zhe",
            '还' => In("书钱款债贷清", next) ? "huán" : "hái",
            '都' => "dōu",
            '为' => In("成作认以称分变改设视定译名行最", previous) ? "wéi" : "wèi",
            '长' when In("处科部局省县班组队店船团站所", previous) && next != '度' => "zhǎng",
            '长' when In("孩子", previous) || In("高胖大得", next) => "zhǎng",
            '数' when In("一数到完清", next) => "shǔ",
            '教' when In("书课我你他她会给", next) => "jiāo",
            '吗' or '嘛' => "ma",
            '呢' => "ne",
            '吧' => "ba",
            '啊' => "a",
            '们' => "men",
            _ => null,
        };
    }

    private static string Ground(char previous, char before, char next) =>
        previous == before && Han.Is(previous) ? "de"
        : !Han.Is(previous) || In("址方图球区点铁板面下理质震位产主毯带狱形域雷盘段里道", next) ? "dì"
        : !Han.Is(next) || In("本当各内外土工农草天大陆场基田扫落在此该某两实营绿湿墓园耕圣", previous) ? "dì"
        : "de";

    private static string Get(char previous, char next)
    {
        if (next == '到')
        {
            return In("看听找买拿办做想见收摸", previous) ? "de" : "dé";
        }

        var stands = !Han.Is(previous) || In(Pronouns, previous) || In("必总只就都也还", previous);
        return !stands ? "de" : In("了奖分知出过", next) ? "dé" : "děi";
    }

    private static char At(string text, int at) => at >= 0 && at < text.Length ? text[at] : '\0';

    private static bool In(string characters, char character) => characters.Contains(character, StringComparison.Ordinal);
}
