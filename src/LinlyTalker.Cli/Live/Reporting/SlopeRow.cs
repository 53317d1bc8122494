using LinlyTalker.Cli.Live.Watching;

namespace LinlyTalker.Cli.Live.Reporting;

/// <summary>Whether something of the server grew over a soak, its first tenth left out as warming up.</summary>
/// <param name="Unit">Of the values.</param>
/// <param name="Grows">It rose by more than is allowed for the time.</param>
internal sealed record SlopeRow(string Name, string Unit, double First, double Last, double PerHour, bool Grows)
{
    private const double Megabyte = 1 << 20;

    public static IReadOnlyList<SlopeRow> Of(IReadOnlyList<ProcessSample> samples) =>
    [
        .. new[]
        {
            Row("resident memory", "MB", samples, s => s.Resident / Megabyte, share: 0.05, least: 8),
            Row("memory of workers and encoders", "MB", samples, s => s.Children / Megabyte, share: 0.05, least: 8),
            Row("live managed objects", "MB", samples, s => s.Managed / Megabyte, share: 0.25, least: 16),
            Row("live native handles", "", samples, s => s.NativeHandles, share: 0.05, least: 4),
            Row("open files and sockets", "", samples, s => s.Handles, share: 0.05, least: 4),
            Row("threads", "", samples, s => s.Threads, share: 0.1, least: 6),
            Row("processes", "", samples, s => s.Processes, share: 0, least: 1),
        }.OfType<SlopeRow>(),
    ];

    /// <param name="share">Growth that is taken for noise, as a share of the value.</param>
    /// <param name="least">Or in its unit, if that is more.</param>
    private static SlopeRow? Row(
        string name, string unit, IReadOnlyList<ProcessSample> samples, Func<ProcessSample, double?> value, double share, double least)
    {
        var warm = samples.Skip(samples.Count / 10).Where(s => value(s) is not null).Select(s => (s.At, value(s)!.Value)).ToList();
        return Slope.Of(warm) is not { } slope || slope is { First: 0, Last: 0 } ? null : new SlopeRow(
            name, unit, Math.Round(slope.First, 1), Math.Round(slope.Last, 1), Math.Round(slope.PerHour, 2),
            slope.Last - slope.First > Math.Max(least, share * slope.First));
    }
}
