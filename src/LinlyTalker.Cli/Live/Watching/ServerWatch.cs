using System.Globalization;
using LinlyTalker.Cli.Live.Talking;

namespace LinlyTalker.Cli.Live.Watching;

/// <summary>Looks once a second at what a server takes: its process where it is ours, and its <c>/metrics</c>.</summary>
/// <param name="process">Null: a server that somebody else started; only what it tells.</param>
internal sealed class ServerWatch(HttpClient server, int? process, LiveClock clock)
{
    private readonly List<ProcessSample> samples = [];

    public IReadOnlyList<ProcessSample> Samples => samples;

    public async Task RunAsync(TimeSpan pause, CancellationToken cancellation)
    {
        while (true)
        {
            if (await LookAsync(cancellation) is { } sample)
            {
                samples.Add(sample);
            }

            await Task.Delay(pause, cancellation);
        }
    }

    public async Task<ProcessSample?> LookAsync(CancellationToken cancellation)
    {
        var told = await MetricsAsync(cancellation);
        var at = clock.Now.TotalSeconds;
        var sample = process is { } id && ProcessTree.IsReadable ? ProcessTree.Read(id, at)
            : told.TryGetValue("linly_resident_bytes", out var resident)
                ? new ProcessSample(at, (long)resident, 0, double.NaN, (int)told.GetValueOrDefault("linly_threads"), 0, 1)
                : null;
        return sample is null ? null : sample with
        {
            PicturesLate = Told("linly_video_missed_total{reason=\"late\"}"),
            PicturesUnread = Told("linly_video_missed_total{reason=\"unread\"}"),
            NativeHandles = Told("linly_native_handles"),
            Managed = Told("linly_managed_bytes"),
        };

        double? Told(string name) => told.TryGetValue(name, out var value) ? value : null;
    }

    private async Task<Dictionary<string, double>> MetricsAsync(CancellationToken cancellation)
    {
        try
        {
            var page = await server.GetStringAsync("/metrics", cancellation);
            return page.Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' '))
                .Where(p => p.Length == 2 && double.TryParse(p[1], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                .ToDictionary(p => p[0], p => double.Parse(p[1], CultureInfo.InvariantCulture));
        }
        catch (HttpRequestException)
        {
            return []; // A server that keeps its figures to itself, or is busy.
        }
    }
}
