using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LinlyTalker.Language.Normalisation.English;

/// <summary>Money, percentages, degrees and numbers with a unit.</summary>
internal static partial class QuantityRules
{
    private const string Signs = @"US\$|[$€£¥₹₩₽]|USD|EUR|GBP|CNY|RMB|JPY|INR|CHF";
    private const string Magnitude = @"hundred|thousand|million|billion|trillion|bn|[kKMB](?![\w])";

    /// <summary>Singular, plural, hundredth part.</summary>
    private static readonly FrozenDictionary<string, (string One, string Many, string? Cent)> Currencies =
        new Dictionary<string, (string, string, string?)>
        {
            ["$"] = ("dollar", "dollars", "cent"), ["US$"] = ("dollar", "dollars", "cent"), ["USD"] = ("dollar", "dollars", "cent"),
            ["€"] = ("euro", "euros", "cent"), ["EUR"] = ("euro", "euros", "cent"),
            ["£"] = ("pound", "pounds", "penny"), ["GBP"] = ("pound", "pounds", "penny"),
            ["¥"] = ("yuan", "yuan", null), ["CNY"] = ("yuan", "yuan", null), ["RMB"] = ("yuan", "yuan", null),
            ["JPY"] = ("yen", "yen", null), ["₹"] = ("rupee", "rupees", null), ["INR"] = ("rupee", "rupees", null),
            ["₩"] = ("won", "won", null), ["₽"] = ("ruble", "rubles", null), ["CHF"] = ("franc", "francs", null),
        }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Magnitudes = new Dictionary<string, string>
    {
        ["k"] = "thousand", ["K"] = "thousand", ["M"] = "million", ["B"] = "billion", ["bn"] = "billion",
    }.ToFrozenDictionary();

    /// <summary>Singular; the plural adds an s to the first word, but for what is listed in <see cref="Plurals"/>.</summary>
    private static readonly FrozenDictionary<string, string> Units = new Dictionary<string, string>
    {
        ["km/h"] = "kilometer per hour", ["m/s"] = "meter per second", ["mph"] = "mile per hour", ["km²"] = "square kilometer",
        ["m²"] = "square meter", ["m³"] = "cubic meter", ["km"] = "kilometer", ["cm"] = "centimeter", ["mm"] = "millimeter",
        ["nm"] = "nanometer", ["µm"] = "micrometer", ["m"] = "meter", ["mi"] = "mile", ["ft"] = "foot", ["yd"] = "yard",
        ["kg"] = "kilogram", ["mg"] = "milligram", ["g"] = "gram", ["lb"] = "pound", ["lbs"] = "pound", ["oz"] = "ounce",
        ["ml"] = "milliliter", ["mL"] = "milliliter", ["l"] = "liter", ["L"] = "liter",
        ["TB"] = "terabyte", ["GB"] = "gigabyte", ["MB"] = "megabyte", ["KB"] = "kilobyte", ["kB"] = "kilobyte",
        ["Gbps"] = "gigabit per second", ["Mbps"] = "megabit per second", ["kbps"] = "kilobit per second",
        ["GHz"] = "gigahertz", ["MHz"] = "megahertz", ["kHz"] = "kilohertz", ["Hz"] = "hertz",
        ["kWh"] = "kilowatt hour", ["MW"] = "megawatt", ["kW"] = "kilowatt", ["W"] = "watt", ["mV"] = "millivolt",
        ["V"] = "volt", ["mA"] = "milliamp", ["mAh"] = "milliamp hour", ["dB"] = "decibel", ["Pa"] = "pascal",
        ["kPa"] = "kilopascal", ["min"] = "minute", ["ms"] = "millisecond", ["s"] = "second", ["sec"] = "second",
        ["h"] = "hour", ["hr"] = "hour", ["hrs"] = "hour", ["px"] = "pixel", ["fps"] = "frame per second",
        ["rpm"] = "revolution per minute", ["kcal"] = "kilocalorie", ["cal"] = "calorie", ["kJ"] = "kilojoule",
        ["°C"] = "degree Celsius", ["°F"] = "degree Fahrenheit", ["°"] = "degree", ["%"] = "percent", ["‰"] = "per mille",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Plurals = new Dictionary<string, string>
    {
        ["ft"] = "feet", ["Hz"] = "hertz", ["kHz"] = "kilohertz", ["MHz"] = "megahertz", ["GHz"] = "gigahertz",
        ["%"] = "percent", ["‰"] = "per mille", ["km²"] = "square kilometers", ["m²"] = "square meters", ["m³"] = "cubic meters",
        ["kWh"] = "kilowatt hours", ["mAh"] = "milliamp hours",
    }.ToFrozenDictionary();

    public static IReadOnlyList<Rule> All { get; } =
    [
        new(SignFirst(), Money),
        new(SignLast(), Money),
        new(WithUnit(), Quantity),
    ];

    private static string? Money(Match m)
    {
        var number = m.Groups["number"].Value;
        var (one, many, cent) = Currencies[m.Groups["sign"].Value];
        if (m.Groups["scale"] is { Success: true, Value: var scale })
        {
            return $"{NumberWords.Decimal(number)} {Magnitudes.GetValueOrDefault(scale, scale)} {many}";
        }

        var point = number.IndexOf('.');
        if (cent is null || point < 0 || number.Length - point != 3)
        {
            return $"{NumberWords.Decimal(number)} {(number == "1" ? one : many)}";
        }

        var (whole, cents) = (number[..point], int.Parse(number.AsSpan(point + 1), CultureInfo.InvariantCulture));
        var units = whole.Length == 0 || whole == "0" ? "" : $"{NumberWords.Cardinal(whole)} {(whole == "1" ? one : many)}";
        var parts = cents == 0 ? "" : $"{NumberWords.Cardinal(cents)} {(cents == 1 ? cent : cent == "penny" ? "pence" : cent + "s")}";
        return units.Length == 0 && parts.Length == 0 ? $"zero {many}"
            : units.Length == 0 || parts.Length == 0 ? units + parts
            : $"{units} and {parts}";
    }

    private static string Quantity(Match m)
    {
        var (number, unit) = (m.Groups["number"].Value, m.Groups["unit"].Value);
        var name = Units[unit];
        if (number is not ("1" or "-1" or "−1"))
        {
            var end = name.IndexOf(' ');
            name = Plurals.TryGetValue(unit, out var known) ? known
                : end < 0 ? name + "s"
                : name.Insert(end, "s");
        }

        return $"{NumberWords.Decimal(number)} {name}";
    }

    [GeneratedRegex(@"\G(?<sign>" + Signs + @")\s?(?<number>" + NumberRules.Number + @")(?:\s?(?<scale>" + Magnitude + "))?", RegexOptions.CultureInvariant)]
    private static partial Regex SignFirst();

    [GeneratedRegex(@"\G(?<number>" + NumberRules.Number + @")(?:\s?(?<scale>" + Magnitude + @"))?\s?(?<sign>" + Signs + @")(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex SignLast();

    [GeneratedRegex(@"\G(?<number>(?:(?<![\w.])[-−])?(?:" + NumberRules.Number + @"))\s?(?<unit>km/h|m/s|mph|km²|m²|m³|[kcmnµ]?m|mi|ft|yd|[km]?g|lbs?|oz|m?[lL]|[TGMKk]B|[GMk]bps|[GMk]?Hz|kWh|[Mk]?W|m?V|mAh?|dB|k?Pa|min|m?s|sec|hrs?|h|px|fps|rpm|k?cal|kJ|°[CF]?|%|‰)(?![\w²³])", RegexOptions.CultureInvariant)]
    private static partial Regex WithUnit();
}
