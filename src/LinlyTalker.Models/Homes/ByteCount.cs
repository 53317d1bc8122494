using System.Globalization;

namespace LinlyTalker.Models.Homes;

/// <summary>Sizes as people read them, in powers of 1000: <c>27.1 MB</c>.</summary>
public static class ByteCount
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB"];

    public static string Text(long bytes)
    {
        double value = bytes;
        var unit = 0;
        while (Math.Abs(value) >= 999.5 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var format = unit > 0 && value < 99.95 ? "0.#" : "0";
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
