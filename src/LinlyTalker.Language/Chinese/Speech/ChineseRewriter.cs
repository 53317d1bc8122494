using System.Text.RegularExpressions;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Language.Chinese.Speech;

/// <summary>A stretch of a text, and how it is said.</summary>
public readonly record struct SpokenPart(TextRange Source, string Spoken);

/// <summary>
/// Says what stands in figures and signs in Chinese words: dates, times, money, shares, telephone numbers, ranges,
/// units, fractions, decimals. Letters and everything else stay as they are.
/// </summary>
public static partial class ChineseRewriter
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["km"] = "公里", ["m"] = "米", ["cm"] = "厘米", ["mm"] = "毫米", ["kg"] = "公斤", ["g"] = "克", ["mg"] = "毫克",
        ["l"] = "升", ["ml"] = "毫升", ["℃"] = "摄氏度", ["°c"] = "摄氏度", ["gb"] = "G B", ["mb"] = "M B", ["tb"] = "T B",
        ["km/h"] = "公里每小时", ["㎡"] = "平方米", ["m²"] = "平方米", ["ms"] = "毫秒", ["hz"] = "赫兹", ["khz"] = "千赫兹",
        ["mhz"] = "兆赫", ["ghz"] = "吉赫",
    };

    private static readonly Dictionary<string, string> Currencies = new(StringComparer.Ordinal)
    {
        ["¥"] = "元", ["￥"] = "元", ["$"] = "美元", ["€"] = "欧元", ["£"] = "英镑",
    };

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["&"] = "和", ["+"] = "加", ["="] = "等于", ["@"] = "艾特", ["%"] = "百分号", ["°"] = "度", ["×"] = "乘", ["÷"] = "除以",
        ["²"] = "平方", ["³"] = "立方",
    };

    /// <summary>The text's parts in order and without gaps.</summary>
    public static IReadOnlyList<SpokenPart> Rewrite(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = new List<SpokenPart>();
        var at = 0;
        foreach (Match match in Pattern().Matches(text))
        {
            if (match.Index > at)
            {
                parts.Add(new(new(at, match.Index - at), text[at..match.Index]));
            }

            parts.Add(new(new(match.Index, match.Length), Say(match, text)));
            at = match.Index + match.Length;
        }

        if (at < text.Length)
        {
            parts.Add(new(new(at, text.Length - at), text[at..]));
        }

        return parts;
    }

    private static string Say(Match match, string text)
    {
        string Group(string name) => match.Groups[name].Value;
        bool Has(string name) => match.Groups[name].Success;
        return true switch
        {
            _ when Has("isoyear") =>
                $"{ChineseNumbers.Digits(Group("isoyear"))}年{ChineseNumbers.Cardinal(Group("isomonth"))}月{ChineseNumbers.Cardinal(Group("isoday"))}日",
            _ when Has("yearfrom") => $"{ChineseNumbers.Digits(Group("yearfrom"))}到{ChineseNumbers.Digits(Group("yearto"))}年",
            _ when Has("generation") => ChineseNumbers.Digits(Group("generation")),
            _ when Has("until") => "到",
            _ when Has("dotted") => string.Join('点', Group("dotted").Split('.').Select(d => ChineseNumbers.Digits(d))),
            _ when Has("ratio") => $"{Number(Group("ratio"))}比{Number(Group("ratioto"))}",
            _ when Has("year") => $"{ChineseNumbers.Digits(Group("year"))}年",
            _ when Has("hour") => Time(Group("hour"), Group("minute"), Group("second")),
            _ when Has("phone") => ChineseNumbers.Digits(Group("phone"), telephone: true),
            _ when Has("currency") => Two(Group("amount")) + Currencies[Group("currency")],
            _ when Has("share") => $"百分之{Number(Group("share"))}" + (Has("shareto") ? $"到百分之{Number(Group("shareto"))}" : ""),
            _ when Has("numerator") => $"{Number(Group("denominator"))}分之{Number(Group("numerator"))}",
            _ when Has("from") => $"{Number(Group("from"))}到{Number(Group("to"))}",
            _ when Has("measured") => Two(Group("measured")) + Units[Group("unit")],
            _ when Has("number") => Counted(Number(Group("number")), Group("number"), text, match.Index + match.Length, match.Index),
            _ => Signs[match.Value],
        };
    }

    /// <summary>Two of a currency or a unit is 两.</summary>
    private static string Two(string number) => number == "2" ? "两" : Number(number);

    private static string Time(string hour, string minute, string second)
    {
        static string Padded(string digits) =>
            digits.StartsWith('0') && digits != "00" ? "零" + ChineseNumbers.Cardinal(digits) : ChineseNumbers.Cardinal(digits);
        var said = ChineseNumbers.Cardinal(hour) + "点";
        said += minute == "00" && second.Length == 0 ? "" : minute == "30" && second.Length == 0 ? "半" : Padded(minute) + "分";
        return second.Length == 0 ? said : said + Padded(second) + "秒";
    }

    private static string Number(string number)
    {
        var plain = number.Replace(",", "", StringComparison.Ordinal);
        var minus = plain.StartsWith('-') || plain.StartsWith('−') ? "负" : "";
        plain = plain.TrimStart('-', '−');

        // A leading zero or a great length means a code, not an amount.
        return minus + (plain.Length > 1 && plain[0] == '0' && plain[1] != '.' ? ChineseNumbers.Digits(plain) : ChineseNumbers.Amount(plain));
    }

    /// <summary>Two of something is 两, not 二: 两个, 两天; but 第二, 十二个.</summary>
    private static string Counted(string said, string number, string text, int after, int before)
    {
        const string Measures = "个位天次只张块种件本条台年周岁倍层杯家人句遍名项份套元万亿小分";
        var ordinal = before > 0 && text[before - 1] is '第' or '周' or '初';
        return number == "2" && !ordinal && after < text.Length && Measures.Contains(text[after], StringComparison.Ordinal) ? "两" : said;
    }

    [GeneratedRegex("""
        (?<![\d.])(?<isoyear>\d{4})[-/.](?<isomonth>0?[1-9]|1[0-2])[-/.](?<isoday>0?[1-9]|[12]\d|3[01])(?![\d.])
        | (?<!\d)(?<yearfrom>\d{4})[-~～–—](?<yearto>\d{4})年
        | (?<!\d)(?<year>\d{4})年
        | (?<!\d)(?<generation>\d0)(?=后)
        | (?<=[\d日号月年点时分周])(?<until>[-~～–—])(?=\d{1,2}(?:[:：]|月|日|号|点|时))
        | (?<![\d.])(?<dotted>\d+(?:\.\d+){2,})(?![\d.])
        | (?<!\d)(?<hour>[01]?\d|2[0-4])[:：](?<minute>[0-5]\d)(?:[:：](?<second>[0-5]\d))?(?!\d)分?
        | (?<![\d:：])(?<ratio>\d+)[:：](?<ratioto>\d+)(?![\d:：])
        | (?<!\d)(?<phone>1\d{10}|1\d{2}-\d{4}-\d{4}|(?:0\d{2,3}|400|800)-\d{3,4}-?\d{3,4}|(?<=拨打|致电|电话|热线|拨)\s?\d{3,6})(?!\d)
        | (?<currency>[¥￥$€£])\s?(?<amount>\d[\d,]*(?:\.\d+)?)
        | (?<share>(?:(?<![A-Za-z0-9.])[-−])?\d+(?:\.\d+)?)%?(?:[-~～到](?<shareto>\d+(?:\.\d+)?))?%
        | (?<![\d/])(?<numerator>\d{1,2})/(?<denominator>\d{1,3})(?![\d/])
        | (?<![\d.-])(?<from>\d+(?:\.\d+)?)[-~～–](?<to>\d+(?:\.\d+)?)(?![\d.-])
        | (?<measured>(?:(?<![A-Za-z0-9.])[-−])?\d[\d,]*(?:\.\d+)?)\s?(?<unit>km/h|km|cm|mm|ms|kg|mg|ml|GB|MB|TB|GHz|MHz|kHz|Hz|m²|℃|°C|㎡|m|g|L)(?![A-Za-z])
        | (?<number>(?<![A-Za-z0-9.])[-−]?\d[\d,]*(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)
        | [&+=@%°×÷²³]
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Pattern();
}
