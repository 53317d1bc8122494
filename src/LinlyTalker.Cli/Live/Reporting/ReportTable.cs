using System.Globalization;

namespace LinlyTalker.Cli.Live.Reporting;

/// <summary>A report as lines for a terminal.</summary>
internal static class ReportTable
{
    private const double Megabyte = 1 << 20;

    public static IEnumerable<string> Of(LiveReport report)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Sessions} sessions, {report.Turns.Count} turns in {report.Seconds:0} s; {report.Failed.Count()} failed; speaking at once: mean {report.SpeakingMean:0.0}, most {report.SpeakingMost}");
        yield return "";
        yield return $"{"seconds from the last sample of speech",-40}{"n",6}{"P50",9}{"P95",9}{"max",9}";
        foreach (var spread in report.Latencies.Where(s => s.Count > 0))
        {
            yield return Line(spread);
        }

        yield return "";
        yield return report.Pauses == 0
            ? "cut-ins: nothing that was said had a pause, so the latency stands without its price; try --questions recordings-en"
            : $"cut-ins: {report.CutIns} at {report.Pauses} pauses of at least 0.2 s within what was said ({100.0 * report.CutIns / report.Pauses:0.0} %)";
        foreach (var spread in report.BargeIns.Where(s => s.Count > 0))
        {
            yield return Line(spread);
        }

        yield return $"underruns: {report.Underruns} in {report.SessionsWithUnderruns} of {report.Sessions} sessions, {report.Silent:0.00} s of silence";
        if (report.Load is { } load)
        {
            yield return double.IsNaN(load.Cores) ? "" : $"server: {load.Cores:0.00} cores busy ({1000 * load.CoresPerSession:0.0} thousandths a session); this client: {load.ClientCores:0.00}";
            yield return $"memory: {load.Before / Megabyte:0} MB before, {load.Most / Megabyte:0} MB at most, {load.PerSession / Megabyte:0.0} MB a session";
        }

        if (report.Pictures is { } pictures)
        {
            yield return $"pictures: {pictures.Summary}";
            yield return $"encoders: {pictures.EncoderCores:0.00} cores of those above, {pictures.EncoderBytes / Megabyte:0} MB resident each";
        }

        foreach (var row in report.Slopes)
        {
            yield return $"{row.Name,-40}{row.First,9:0.0} → {row.Last,9:0.0} {row.Unit,-3}{row.PerHour,9:+0.0;-0.0} an hour  {(row.Grows ? "GROWS" : "steady")}";
        }

        foreach (var failure in report.Failed.GroupBy(t => t.Failure).OrderByDescending(g => g.Count()).Take(5))
        {
            yield return $"failed {failure.Count()} times: {failure.Key}";
        }
    }

    private static string Line(Spread spread) =>
        string.Create(CultureInfo.InvariantCulture, $"{spread.Name,-40}{spread.Count,6}{spread.P50,9:0.000}{spread.P95,9:0.000}{spread.Max,9:0.000}");
}
