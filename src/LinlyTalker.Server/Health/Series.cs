using System.Globalization;
using System.Text;

namespace LinlyTalker.Server.Health;

/// <summary>What one instrument counted under one set of labels. Not safe for threads by itself.</summary>
/// <param name="bounds">Upper bounds of a histogram's buckets, rising; null for a plain number.</param>
internal sealed class Series(IReadOnlyList<double>? bounds)
{
    private readonly long[] counts = new long[(bounds?.Count ?? 0) + 1];
    private double sum;

    public void Add(double value)
    {
        sum += value;
        if (bounds is not null)
        {
            var bucket = 0;
            while (bucket < bounds.Count && value > bounds[bucket])
            {
                bucket++;
            }

            counts[bucket]++;
        }
    }

    public void Set(double value) => sum = value;

    /// <summary>In the text form of Prometheus, version 0.0.4.</summary>
    /// <param name="labels">As they stand between the braces; may be empty.</param>
    public void Write(StringBuilder text, string name, string labels)
    {
        if (bounds is null)
        {
            text.Append(name).Append(Braced(labels)).Append(' ').Append(Number(sum)).Append('\n');
            return;
        }

        var comma = labels.Length > 0 ? "," : "";
        var total = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            total += counts[i];
            var bound = i < bounds.Count ? Number(bounds[i]) : "+Inf";
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels}{comma}le=\"{bound}\"}} {total}\n");
        }

        text.Append(name).Append("_sum").Append(Braced(labels)).Append(' ').Append(Number(sum)).Append('\n');
        text.Append(name).Append("_count").Append(Braced(labels)).Append(' ').Append(total).Append('\n');
    }

    private static string Braced(string labels) => labels.Length > 0 ? $"{{{labels}}}" : "";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
