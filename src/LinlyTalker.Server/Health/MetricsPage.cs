using System.Diagnostics.Metrics;
using System.Text;

namespace LinlyTalker.Server.Health;

/// <summary>Listens to a meter and writes what it counted in the text form of Prometheus, version 0.0.4.</summary>
internal sealed class MetricsPage : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Family> families = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();

    public MetricsPage(ServerMeter meter)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (meter.Owns(instrument))
            {
                lock (gate)
                {
                    families[instrument.Name] = new Family(instrument);
                }

                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Take(instrument, value, labels));
        listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => Take(instrument, value, labels));
        listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Take(instrument, value, labels));
        listener.Start();
    }

    public string Write()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (gate)
        {
            foreach (var (name, family) in families)
            {
                family.Write(text, name);
            }
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var key = LabelsOf(labels);
        lock (gate)
        {
            families[instrument.Name].Take(key, value);
        }
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in labels)
        {
            var escaped = $"{value}".Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            text.Append(text.Length > 0 ? "," : "").Append(name).Append("=\"").Append(escaped).Append('"');
        }

        return text.ToString();
    }

    /// <summary>All series of one instrument.</summary>
    private sealed class Family(Instrument instrument)
    {
        private readonly SortedDictionary<string, Series> series = new(StringComparer.Ordinal);
        private readonly IReadOnlyList<double>? bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries;

        public void Take(string labels, double value)
        {
            if (!series.TryGetValue(labels, out var one))
            {
                series[labels] = one = new Series(bounds);
            }

            if (instrument.IsObservable)
            {
                one.Set(value);
            }
            else
            {
                one.Add(value);
            }
        }

        public void Write(StringBuilder text, string name)
        {
            var kind = bounds is not null ? "histogram"
                : instrument is Counter<long> or Counter<double> ? "counter"
                : "gauge";
            text.Append("# HELP ").Append(name).Append(' ').Append(instrument.Description).Append('\n');
            text.Append("# TYPE ").Append(name).Append(' ').Append(kind).Append('\n');
            foreach (var (labels, one) in series)
            {
                one.Write(text, name, labels);
            }
        }
    }
}
