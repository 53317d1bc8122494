namespace LinlyTalker.Language.Pronunciation;

/// <summary>Whole numbers as English words.</summary>
internal static class EnglishNumber
{
    private const int MostDigits = 12;

    private static readonly string[] Ones =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly (long Size, string Name)[] Groups =
        [(1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"), (100, "hundred")];

    /// <summary>Digits that begin with zero, or are too many for a quantity, are read one by one.</summary>
    public static IEnumerable<string> Words(string digits) =>
        digits.Length > MostDigits || (digits.Length > 1 && digits[0] == '0')
            ? digits.Select(d => Ones[d - '0'])
            : Words(long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture));

    private static IEnumerable<string> Words(long number)
    {
        if (number < 20)
        {
            return [Ones[number]];
        }

        if (number < 100)
        {
            return number % 10 == 0 ? [Tens[number / 10]] : [Tens[number / 10], Ones[number % 10]];
        }

        var (size, name) = Groups.First(g => number >= g.Size);
        var head = Words(number / size).Append(name);
        return number % size == 0 ? head : head.Concat(Words(number % size));
    }
}
