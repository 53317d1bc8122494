using System.Globalization;
using System.Text;

namespace LinlyTalker.Cli.Live.Reporting;

/// <summary>Drawings for a page, as inline SVG.</summary>
internal static class Drawing
{
    private const int Width = 460;
    private const int Height = 150;
    private const int Left = 44;
    private const int Bottom = 24;
    private const int Bars = 30;

    /// <summary>How often each value came, with the lines of P50 and P95.</summary>
    public static string Histogram(Spread spread)
    {
        var low = Math.Min(0, spread.Values[0]);
        var high = Math.Max(spread.Values[^1], low + 0.001);
        var width = (high - low) / Bars;
        var counts = new int[Bars];
        foreach (var value in spread.Values)
        {
            counts[Math.Min(Bars - 1, (int)((value - low) / width))]++;
        }

        var most = counts.Max();
        var svg = Begin($"{spread.Name}: P50 {spread.P50:0.000} s, P95 {spread.P95:0.000} s");
        for (var i = 0; i < Bars; i++)
        {
            var height = (double)(Height - Bottom - 22) * counts[i] / most;
            if (counts[i] > 0)
            {
                svg.Append(Culture, $"<rect class=\"bar\" x=\"{X((double)i / Bars):0.0}\" y=\"{Height - Bottom - height:0.0}\" width=\"{(double)(Width - Left - 8) / Bars - 1:0.0}\" height=\"{height:0.0}\"><title>{low + (i * width):0.000} to {low + ((i + 1) * width):0.000} s: {counts[i]}</title></rect>");
            }
        }

        Mark(svg, (spread.P50!.Value - low) / (high - low), "P50");
        Mark(svg, (spread.P95!.Value - low) / (high - low), "P95");
        Axis(svg, low, high, "s", most);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>Values over the time of the run.</summary>
    /// <param name="samples">Seconds, and a value each.</param>
    public static string TimeLine(string name, string unit, IReadOnlyList<(double At, double Value)> samples)
    {
        var high = Math.Max(samples.Max(s => s.Value), 0.001) * 1.05;
        var end = Math.Max(samples[^1].At, 0.001);
        var svg = Begin(unit.Length > 0 ? $"{name}, {unit}" : name);
        svg.Append("<polyline class=\"line\" points=\"");
        foreach (var (at, value) in samples)
        {
            svg.Append(Culture, $"{X(at / end):0.0},{Height - Bottom - ((Height - Bottom - 22) * value / high):0.0} ");
        }

        svg.Append("\"/>");
        Axis(svg, 0, end, "s", high);
        return svg.Append("</svg>").ToString();
    }

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    private static double X(double share) => Left + ((Width - Left - 8) * share);

    private static StringBuilder Begin(string title) => new StringBuilder()
        .Append(Culture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\"><text class=\"title\" x=\"{Left}\" y=\"13\">{title}</text>");

    private static void Mark(StringBuilder svg, double share, string name) => svg.Append(
        Culture, $"<line class=\"mark\" x1=\"{X(share):0.0}\" x2=\"{X(share):0.0}\" y1=\"20\" y2=\"{Height - Bottom}\"/><text class=\"small\" x=\"{X(share) + (share > 0.9 ? -2 : 2):0.0}\" y=\"28\" text-anchor=\"{(share > 0.9 ? "end" : "start")}\">{name}</text>");

    private static void Axis(StringBuilder svg, double low, double high, string unit, double top)
    {
        svg.Append(Culture, $"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - 8}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom}\"/>");
        for (var i = 0; i <= 4; i++)
        {
            svg.Append(Culture, $"<text class=\"small\" x=\"{X(i / 4.0):0.0}\" y=\"{Height - 8}\" text-anchor=\"{(i == 4 ? "end" : i == 0 ? "start" : "middle")}\">{low + ((high - low) * i / 4):0.##}{(i == 4 ? $" {unit}" : "")}</text>");
        }

        svg.Append(Culture, $"<text class=\"small\" x=\"{Left - 4}\" y=\"30\" text-anchor=\"end\">{top:0.#}</text><text class=\"small\" x=\"{Left - 4}\" y=\"{Height - Bottom}\" text-anchor=\"end\">0</text>");
    }
}
