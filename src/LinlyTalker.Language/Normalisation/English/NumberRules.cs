using System.Text.RegularExpressions;

namespace LinlyTalker.Language.Normalisation.English;

/// <summary>Plain numbers of every shape: versions, phone numbers, fractions, ranges, ordinals, years.</summary>
internal static partial class NumberRules
{
    internal const string Number = @"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+";

    private const int LongestCount = 9;

    private static readonly Dictionary<char, string> Vulgar = new()
    {
        ['½'] = "one half", ['⅓'] = "one third", ['⅔'] = "two thirds", ['¼'] = "one quarter", ['¾'] = "three quarters",
        ['⅕'] = "one fifth", ['⅙'] = "one sixth", ['⅛'] = "one eighth", ['⅜'] = "three eighths",
        ['⅝'] = "five eighths", ['⅞'] = "seven eighths",
    };

    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Dotted(), m => string.Join(m.Value.Count('.') == 3 ? " dot " : " point ", m.Value.Split('.').Select(p => NumberWords.Cardinal(p)))),
        new(Phone(), PhoneNumber),
        new(Mixed(), MixedFraction),
        new(Fraction(), m => FractionOf(m.Groups["over"], m.Groups["under"])),
        new(VulgarFraction(), m => (m.Groups["whole"].Success ? NumberWords.Cardinal(m.Groups["whole"].ValueSpan) + " and " : "") + Vulgar[m.Value[^1]]),
        new(Range(), m => (IsYear(m.Groups["from"]) && m.Groups["to"].Length == 4
            ? NumberWords.Year(Rule.Int(m.Groups["from"]))
            : NumberWords.Decimal(m.Groups["from"].ValueSpan)) + " to"),
        new(OrdinalNumber(), m => NumberWords.Ordinal(Rule.Int(m.Groups["number"]))),
        new(YearNumber(), m => NumberWords.Year(Rule.Int(m))),
        new(DecimalNumber(), Plain),
    ];

    private static string Plain(Match m)
    {
        var number = m.Value;
        var isIdentifier = !number.Contains(',') && !number.Contains('.') && number.Length > LongestCount;
        return isIdentifier ? Grouped(number) : NumberWords.Decimal(number);
    }

    /// <summary>A long row of digits, four at a time.</summary>
    private static string Grouped(string digits) =>
        string.Join(", ", digits.Where(char.IsAsciiDigit).Chunk(4).Select(c => NumberWords.Digits(c)));

    private static string PhoneNumber(Match m)
    {
        var groups = m.Value.Split([' ', '-', '.', '(', ')', '+', '/'], StringSplitOptions.RemoveEmptyEntries);
        return (m.Value[0] == '+' ? "plus " : "") + string.Join(", ", groups.Select(g => NumberWords.Digits(g)));
    }

    private static string? MixedFraction(Match m) =>
        FractionOf(m.Groups["over"], m.Groups["under"]) is { } fraction
            ? $"{NumberWords.Cardinal(m.Groups["whole"].ValueSpan)} and {fraction}"
            : null;

    private static string? FractionOf(Group over, Group under)
    {
        var (numerator, denominator) = (Rule.Int(over), Rule.Int(under));
        if (numerator >= denominator)
        {
            // "24/7" and "9/11" are names.
            return $"{NumberWords.Cardinal(numerator)} {NumberWords.Cardinal(denominator)}";
        }

        var part = denominator switch
        {
            < 2 => null,
            2 => "half",
            4 => "quarter",
            _ => NumberWords.Ordinal(denominator),
        };
        return part is null ? null
            : $"{NumberWords.Cardinal(numerator)} {(numerator == 1 ? part : part == "half" ? "halves" : part + "s")}";
    }

    private static bool IsYear(Group group) => group.Length == 4 && group.ValueSpan[0] is '1' or '2';

    [GeneratedRegex(@"\G\d+(?:\.\d+){2,5}(?!\.?\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Dotted();

    [GeneratedRegex(@"\G(?:\+\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){1,4}\d{2,4}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\d{3}-\d{4}|\d{3}-\d{4}-\d{4})(?![\d-])", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\G(?<whole>\d{1,3})\s(?<over>\d{1,2})/(?<under>\d{1,2})(?![\d/])", RegexOptions.CultureInvariant)]
    private static partial Regex Mixed();

    [GeneratedRegex(@"\G(?<over>\d{1,3})/(?<under>\d{1,3})(?![\d/])", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\G(?<whole>\d{1,4})?\s?[½⅓⅔¼¾⅕⅙⅛⅜⅝⅞]", RegexOptions.CultureInvariant)]
    private static partial Regex VulgarFraction();

    /// <summary>The first number alone: what the second is (a percentage, a length) its own rule says.</summary>
    [GeneratedRegex(@"\G(?<from>\d[\d,]{0,14}(?:\.\d{1,9})?)\s?[–—-]\s?(?=(?<to>\d[\d,]{0,14})(?![\d-]|\.\d+\.))", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"\G(?<number>\d{1,3}(?:,\d{3})+|\d{1,9})(?:st|nd|rd|th)\b", RegexOptions.CultureInvariant)]
    private static partial Regex OrdinalNumber();

    [GeneratedRegex(@"\G(?:1[1-9]\d\d|20\d\d)(?![,.]?\d|\w)", RegexOptions.CultureInvariant)]
    private static partial Regex YearNumber();

    [GeneratedRegex(@"\G(?:(?<![\w.])[-−])?(?:" + Number + ")", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalNumber();
}
