using System.Text.RegularExpressions;

namespace LinlyTalker.Language.Normalisation.English;

/// <summary>Dates, decades and times of day.</summary>
internal static partial class DateRules
{
    private const string Months =
        "January|February|March|April|May|June|July|August|September|October|November|December|" +
        "Jan\\.?|Feb\\.?|Mar\\.|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?";

    private const string Day = "(?<day>3[01]|[12]?\\d)(?:st|nd|rd|th)?";
    private const string Year = "(?<year>[12]\\d{3})(?![\\d,.]\\d)";

    private static readonly string[] MonthNames =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Iso(), m => Date(m, Rule.Int(m.Groups["month"]), Rule.Int(m.Groups["day"]))),
        new(Slashes(), Slashed),
        new(Dots(), m => Date(m, Rule.Int(m.Groups["month"]), Rule.Int(m.Groups["day"]))),
        new(MonthFirst(), m => Date(m, MonthOf(m), Rule.Int(m.Groups["day"]))),
        new(DayFirst(), m => $"{(m.Groups["the"].Success ? "" : "the ")}{NumberWords.Ordinal(Rule.Int(m.Groups["day"]))} of {MonthNames[MonthOf(m) - 1]}{YearOf(m)}"),
        new(MonthYear(), m => $"{MonthNames[MonthOf(m) - 1]}{YearOf(m)}"),
        new(Decade(), DecadeOf),
        new(Clock(), ClockTime),
        new(HourOnly(), m => $"{NumberWords.Cardinal(Rule.Int(m.Groups["hour"]))} {Half(m)}"),
    ];

    private static string? Slashed(Match m)
    {
        var (first, second) = (Rule.Int(m.Groups["first"]), Rule.Int(m.Groups["second"]));
        var (month, day) = first > 12 ? (second, first) : (first, second);
        return Date(m, month, day);
    }

    private static string? Date(Match m, int month, int day) =>
        month is >= 1 and <= 12 && day is >= 1 and <= 31
            ? $"{MonthNames[month - 1]} {NumberWords.Ordinal(day)}{YearOf(m)}"
            : null;

    private static string YearOf(Match m)
    {
        if (!m.Groups["year"].Success)
        {
            return "";
        }

        var year = Rule.Int(m.Groups["year"]);
        return " " + NumberWords.Year(year < 50 ? 2000 + year : year < 100 ? 1900 + year : year);
    }

    private static int MonthOf(Match m) =>
        Array.FindIndex(MonthNames, n => n.StartsWith(m.Groups["name"].Value.TrimEnd('.')[..3], StringComparison.Ordinal)) + 1;

    private static string DecadeOf(Match m)
    {
        var year = Rule.Int(m.Groups["year"]);
        var century = year < 100 ? "" : year is 2000 ? "two thousand " : NumberWords.Cardinal(year / 100) + " ";
        return century + ((year % 100) switch
        {
            0 => year == 2000 ? "s" : "hundreds",
            10 => "tens",
            var tens => NumberWords.Cardinal(tens)[..^1] + "ies",
        });
    }

    private static string? ClockTime(Match m)
    {
        var (hour, minute) = (Rule.Int(m.Groups["hour"]), Rule.Int(m.Groups["minute"]));
        var half = m.Groups["half"].Success ? " " + Half(m) : "";
        var words = NumberWords.Cardinal(hour) + minute switch
        {
            0 => half.Length > 0 ? "" : hour is > 0 and <= 12 ? " o'clock" : " hundred",
            < 10 => " oh " + NumberWords.Cardinal(minute),
            _ => " " + NumberWords.Cardinal(minute),
        };
        return m.Groups["second"].Success
            ? $"{words} and {NumberWords.Cardinal(Rule.Int(m.Groups["second"]))} seconds{half}"
            : words + half;
    }

    private static string Half(Match m) => m.Groups["half"].Value[0] is 'a' or 'A' ? "ay m" : "p m";

    [GeneratedRegex(@"\G(?<year>[12]\d{3})-(?<month>[01]\d)-(?<day>[0-3]\d)(?![\d-])", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex(@"\G(?<first>\d{1,2})/(?<second>\d{1,2})/(?<year>\d{4}|\d{2})(?![\d/])", RegexOptions.CultureInvariant)]
    private static partial Regex Slashes();

    /// <summary>Day first, as where dots are written; with a whole year, else it is a version.</summary>
    [GeneratedRegex(@"\G(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>[12]\d{3})(?!\.?\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Dots();

    [GeneratedRegex(@"\G(?<name>" + Months + @")\s" + Day + @"\b(?![:.]\d)(?:,?\s" + Year + ")?", RegexOptions.CultureInvariant)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"\G(?<the>(?<=\b[Tt]he\s))?" + Day + @"\s(?:of\s)?(?<name>" + Months + @")(?!\w)(?:,?\s" + Year + ")?", RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"\G(?<name>" + Months + @"),?\s" + Year, RegexOptions.CultureInvariant)]
    private static partial Regex MonthYear();

    [GeneratedRegex(@"\G['’]?(?<year>[12]\d\d0|[1-9]0)['’]?s\b", RegexOptions.CultureInvariant)]
    private static partial Regex Decade();

    [GeneratedRegex(@"\G(?<hour>[01]?\d|2[0-4]):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d))?(?:\s?(?<half>[AaPp]\.?[Mm])(?!\w)(?:\.(?=\s+[^A-Z\s]))?)?(?![:\d])", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(@"\G(?<hour>1[0-2]|0?[1-9])\s?(?<half>[AaPp]\.?[Mm])(?!\w)(?:\.(?=\s+[^A-Z\s]))?", RegexOptions.CultureInvariant)]
    private static partial Regex HourOnly();
}
