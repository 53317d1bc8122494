using System.Text;

namespace LinlyTalker.Language.Chinese.Speech;

/// <summary>Numbers as Mandarin says them, in characters.</summary>
public static class ChineseNumbers
{
    private const string DigitNames = "零一二三四五六七八九";
    private static readonly string[] Places = ["", "十", "百", "千"];
    private static readonly string[] Groups = ["", "万", "亿", "万亿"];

    /// <summary>Digit by digit: <c>2026</c> 二零二六; <paramref name="telephone"/> says 幺 for 1.</summary>
    public static string Digits(string digits, bool telephone = false)
    {
        var spoken = new StringBuilder(digits.Length);
        foreach (var digit in digits.Where(char.IsAsciiDigit))
        {
            spoken.Append(telephone && digit == '1' ? '幺' : DigitNames[digit - '0']);
        }

        return spoken.ToString();
    }

    /// <summary>As an amount: <c>10250</c> 一万零二百五十. What has more than 16 digits is said digit by digit.</summary>
    public static string Cardinal(string digits)
    {
        var trimmed = digits.TrimStart('0');
        if (trimmed.Length == 0)
        {
            return "零";
        }

        if (trimmed.Length > 16)
        {
            return Digits(digits);
        }

        var spoken = new StringBuilder();
        var gap = false;
        for (var group = (trimmed.Length - 1) / 4; group >= 0; group--)
        {
            var end = trimmed.Length - (group * 4);
            var four = trimmed[Math.Max(0, end - 4)..end];
            var value = int.Parse(four, System.Globalization.CultureInfo.InvariantCulture);
            if (value == 0)
            {
                gap = spoken.Length > 0;
                continue;
            }

            if (spoken.Length > 0 && (gap || value < 1000))
            {
                spoken.Append('零');
            }

            AppendGroup(spoken, value);
            spoken.Append(Groups[group]);
            gap = false;
        }

        // 10 to 19 begin with 十 alone.
        var text = spoken.ToString();
        return text.StartsWith("一十", StringComparison.Ordinal) ? text[1..] : text;
    }

    /// <summary>With a fraction: <c>3.14</c> 三点一四.</summary>
    public static string Amount(string number)
    {
        var point = number.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? Cardinal(number) : $"{Cardinal(number[..point])}点{Digits(number[(point + 1)..])}";
    }

    private static void AppendGroup(StringBuilder spoken, int value)
    {
        var zero = false;
        var begun = false;
        for (var place = 3; place >= 0; place--)
        {
            var digit = value / (int)Math.Pow(10, place) % 10;
            if (digit == 0)
            {
                zero = begun;
                continue;
            }

            if (zero)
            {
                spoken.Append('零');
            }

            spoken.Append(DigitNames[digit]).Append(Places[place]);
            zero = false;
            begun = true;
        }
    }
}
