using System.Globalization;

namespace LinlyTalker.Language.Normalisation.English;

/// <summary>Numbers in English words, American style ("one hundred five"), without hyphens.</summary>
public static class NumberWords
{
    private const int LongestCardinal = 18;

    private static readonly string[] Small =
        ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
         "seventeen eighteen nineteen").Split(' ');

    private static readonly string[] Tens = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".Split(' ');

    private static readonly (long Value, string Name)[] Scales =
    [
        (1_000_000_000_000_000, "quadrillion"), (1_000_000_000_000, "trillion"), (1_000_000_000, "billion"),
        (1_000_000, "million"), (1_000, "thousand"), (100, "hundred"),
    ];

    private static readonly Dictionary<string, string> IrregularOrdinals = new()
    {
        ["one"] = "first", ["two"] = "second", ["three"] = "third", ["five"] = "fifth", ["eight"] = "eighth",
        ["nine"] = "ninth", ["twelve"] = "twelfth",
    };

    public static string Cardinal(long value)
    {
        if (value < 0)
        {
            return "minus " + (value == long.MinValue ? Digits("9223372036854775808") : Cardinal(-value));
        }

        if (value < 20)
        {
            return Small[value];
        }

        if (value < 100)
        {
            return Tens[value / 10] + (value % 10 == 0 ? "" : " " + Small[value % 10]);
        }

        var (scale, name) = Scales.First(s => value >= s.Value);
        return $"{Cardinal(value / scale)} {name}{(value % scale == 0 ? "" : " " + Cardinal(value % scale))}";
    }

    /// <summary>A number as it is written: separators are passed over; too long a one is read digit by digit.</summary>
    public static string Cardinal(ReadOnlySpan<char> written)
    {
        var digits = Only(written);
        return digits.Length is 0 or > LongestCardinal || (digits.Length > 1 && digits[0] == '0')
            ? Digits(digits)
            : Cardinal(long.Parse(digits, CultureInfo.InvariantCulture));
    }

    public static string Ordinal(long value)
    {
        var words = Cardinal(value);
        var (lead, last) = words.LastIndexOf(' ') is var at and >= 0 ? (words[..(at + 1)], words[(at + 1)..]) : ("", words);
        return lead + (IrregularOrdinals.TryGetValue(last, out var known) ? known
            : last.EndsWith('y') ? last[..^1] + "ieth"
            : last + "th");
    }

    /// <summary>"1905": nineteen oh five; "2007": two thousand seven; "1800": eighteen hundred.</summary>
    public static string Year(int year)
    {
        var (century, rest) = Math.DivRem(year, 100);
        if (year is < 1000 or > 9999 || century % 10 == 0 && rest < 10)
        {
            return Cardinal(year);
        }

        return Cardinal(century) + rest switch
        {
            0 => " hundred",
            < 10 => " oh " + Cardinal(rest),
            _ => " " + Cardinal(rest),
        };
    }

    public static string Digits(ReadOnlySpan<char> digits)
    {
        var words = new List<string>();
        foreach (var c in digits)
        {
            if (char.IsAsciiDigit(c))
            {
                words.Add(Small[c - '0']);
            }
        }

        return string.Join(' ', words);
    }

    /// <summary>"-1,234.50": minus one thousand two hundred thirty four point five zero.</summary>
    public static string Decimal(ReadOnlySpan<char> written)
    {
        var isNegative = !written.IsEmpty && written[0] is '-' or '−';
        var at = written.IndexOf('.');
        var whole = at < 0 ? written : written[..at];
        var words = (isNegative ? "minus " : "") + Cardinal(whole.IndexOfAnyInRange('0', '9') < 0 ? "0" : whole);
        return at < 0 ? words : $"{words} point {Digits(written[at..])}";
    }

    private static string Only(ReadOnlySpan<char> written)
    {
        var digits = "";
        foreach (var c in written)
        {
            digits += char.IsAsciiDigit(c) ? c.ToString() : "";
        }

        return digits;
    }
}
