using System.Globalization;
using System.Net;
using System.Text;

namespace LinlyTalker.Cli.Live.Reporting;

/// <summary>A report as one page that needs nothing else: no script, no file beside it.</summary>
internal static class ReportPage
{
    private const double Megabyte = 1 << 20;
    private const int MostTurns = 500;

    private const string Style = """
        :root { color-scheme: light dark; --ink: #1d2430; --soft: #667085; --bar: #3b6fd4; --mark: #c2410c; --edge: #d5d9e0; --back: #fff }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #98a2b3; --bar: #7aa2f7; --mark: #ff9e64; --edge: #343b49; --back: #14171d } }
        body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--back); max-width: 1000px; margin: 2rem auto; padding: 0 1rem }
        h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem } table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--edge); vertical-align: top } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
        .drawings { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 1rem } svg { width: 100%; height: auto }
        .bar { fill: var(--bar) } .line { fill: none; stroke: var(--bar); stroke-width: 1.5 } .axis { stroke: var(--soft) } .mark { stroke: var(--mark); stroke-dasharray: 3 2 }
        .title { font-size: 12px; fill: var(--ink) } .small { font-size: 9.5px; fill: var(--soft) } .bad { color: var(--mark); font-weight: 600 } .soft { color: var(--soft) }
        """;

    public static string Of(LiveReport report)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Live conversation, measured</title><style>")
            .Append(Style).Append("</style></head><body><h1>Live conversation, measured</h1>");
        page.Append("<p>").Append(Text(string.Join(" · ", report.Setting.Select(s => $"{s.Key}: {s.Value}")))).Append("</p>");
        Table(page, ["", ""], Summary(report).Select(r => new[] { r.Name, r.Value }), numbers: false);
        page.Append("<h2>From the last sample of speech, seconds</h2>");
        Table(page, ["", "n", "P50", "P95", "max"], report.Latencies.Concat(report.BargeIns).Where(s => s.Count > 0).Select(Row));
        page.Append("<div class=\"drawings\">");
        foreach (var spread in report.Latencies.Concat(report.BargeIns).Where(s => s.Count > 1))
        {
            page.Append(Drawing.Histogram(spread));
        }

        page.Append("</div>");
        Server(page, report);
        Turns(page, report);
        return page.Append("</body></html>").ToString();
    }

    private static IEnumerable<(string Name, string Value)> Summary(LiveReport report)
    {
        yield return ("sessions, turns", $"{report.Sessions}, {report.Turns.Count} in {report.Seconds:0} s; {report.Failed.Count()} failed");
        yield return ("speaking at once", $"mean {Number(report.SpeakingMean)}, most {report.SpeakingMost}");
        yield return ("cut-ins at pauses of at least 0.2 s", report.Pauses == 0 ? "nothing that was said had a pause" : $"{report.CutIns} of {report.Pauses} ({Number(100.0 * report.CutIns / report.Pauses)} %)");
        yield return ("underruns", $"{report.Underruns} in {report.SessionsWithUnderruns} sessions, {Number(report.Silent)} s of silence");
        if (report.Load is { } load)
        {
            yield return ("server", $"{Number(load.Cores)} cores busy, {Number(1000 * load.CoresPerSession)} thousandths a session; this client {Number(load.ClientCores)}");
            if (report.Pictures is { } pictures)
            {
                yield return ("pictures", pictures.Summary);
                yield return ("encoders", $"{Number(pictures.EncoderCores)} cores of those above, {pictures.EncoderBytes / Megabyte:0} MB resident each");
            }

            yield return ("memory", $"{load.Before / Megabyte:0} MB before the first session, {load.Most / Megabyte:0} MB at most, {Number(load.PerSession / Megabyte)} MB a session");
        }
    }

    private static void Server(StringBuilder page, LiveReport report)
    {
        var samples = report.Samples;
        if (samples.Count < 2)
        {
            return;
        }

        page.Append("<h2>The server</h2>");
        if (report.Slopes.Count > 0)
        {
            Table(page, ["", "from", "to", "an hour", ""], report.Slopes.Select(s => new[]
            {
                s.Name + (s.Unit.Length > 0 ? $", {s.Unit}" : ""), Number(s.First), Number(s.Last), Number(s.PerHour), s.Grows ? "grows" : "steady",
            }));
        }

        page.Append("<div class=\"drawings\">")
            .Append(Drawing.TimeLine("Resident memory", "MB", [.. samples.Select(s => (s.At, s.Resident / Megabyte))]))
            .Append(Drawing.TimeLine("Memory of workers and encoders", "MB", [.. samples.Select(s => (s.At, s.Children / Megabyte))]));
        if (!double.IsNaN(samples[0].Cpu))
        {
            page.Append(Drawing.TimeLine("Busy", "cores", [.. samples.Zip(samples.Skip(1), (a, b) => (b.At, (b.Cpu - a.Cpu) / Math.Max(0.001, b.At - a.At)))]));
        }

        page.Append(Drawing.TimeLine("Threads", "", [.. samples.Select(s => (s.At, (double)s.Threads))])).Append("</div>");
    }

    private static void Turns(StringBuilder page, LiveReport report)
    {
        page.Append("<h2>Turns</h2>");
        if (report.Turns.Count > MostTurns)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">The first {MostTurns}; --json has all.</p>");
        }

        Table(page, ["session", "said", "heard", "over", "words", "audio", "motion", "cut-ins", "underruns", ""], report.Turns.Take(MostTurns).Select(t => new[]
        {
            $"{t.Session}", t.Question, t.Heard, Number(t.SpeechStopped), Number(t.Words), Number(t.FirstAudio), Number(t.FirstMotion),
            t.Pauses > 0 ? $"{t.CutIns} of {t.Pauses}" : "", t.Underruns > 0 ? $"{t.Underruns}" : "", t.Failure ?? (t.BargeIn is { } cut ? $"interrupts, {Number(cut.Stop)} s" : ""),
        }), numbers: false);
    }

    private static void Table(StringBuilder page, string[] head, IEnumerable<string[]> rows, bool numbers = true)
    {
        string Class(int column) => numbers && column > 0 ? " class=\"n\"" : "";
        page.Append("<table>");
        if (head.Any(h => h.Length > 0))
        {
            page.Append("<tr>").AppendJoin("", head.Select((h, i) => $"<th{Class(i)}>{Text(h)}</th>")).Append("</tr>");
        }

        foreach (var row in rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select((cell, i) => $"<td{Class(i)}>{Text(cell)}</td>")).Append("</tr>");
        }

        page.Append("</table>");
    }

    private static string[] Row(Spread spread) => [spread.Name, $"{spread.Count}", Number(spread.P50), Number(spread.P95), Number(spread.Max)];

    private static string Number(double? value) => value is { } number ? number.ToString("0.###", CultureInfo.InvariantCulture) : "";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
