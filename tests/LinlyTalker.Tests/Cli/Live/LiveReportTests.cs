using System.Text.Json;
using System.Xml.Linq;
using LinlyTalker.Cli.Live.Reporting;
using LinlyTalker.Cli.Live.Talking;
using LinlyTalker.Cli.Live.Watching;

namespace LinlyTalker.Tests.Cli.Live;

public class LiveReportTests
{
    [Fact]
    public void Percentiles_are_values_that_were_measured()
    {
        var spread = Spread.Of("x", Enumerable.Range(1, 20).Select(i => (double?)i).Append(null));

        Assert.Equal((20, 10.0, 19.0, 20.0), (spread.Count, spread.P50, spread.P95, spread.Max));
        Assert.Null(Spread.Of("y", []).P50);
    }

    [Fact]
    public void Failed_turns_count_as_failed_and_nowhere_else()
    {
        var report = Report(
            new LiveTurn(0, 0, "a") { FirstAudio = 0.4, Pauses = 4, CutIns = 1 },
            new LiveTurn(0, 1, "b") { FirstAudio = 9, Pauses = 4, CutIns = 4, Failure = "no reply came" });

        Assert.Equal([0.4], report.Latencies.Single(l => l.Name == "first audio").Values);
        Assert.Equal((4, 1), (report.Pauses, report.CutIns));
        Assert.Single(report.Failed);
    }

    [Fact]
    public void Who_speaks_at_once_follows_from_when_loudspeakers_played()
    {
        var report = Report(
            new LiveTurn(0, 0, "a") { PlayedFrom = 0, PlayedTo = 4 },
            new LiveTurn(1, 0, "b") { PlayedFrom = 2, PlayedTo = 6 },
            new LiveTurn(2, 0, "c") { PlayedFrom = 4, PlayedTo = 6 });

        Assert.Equal((2, 1.0), (report.SpeakingMost, report.SpeakingMean));
    }

    [Fact]
    public void What_sessions_cost_is_the_difference_to_before()
    {
        var load = ServerLoad.Of([Sample(0, 100 << 20, cpu: 1), Sample(10, 140 << 20, cpu: 6)], sessions: 4, clientCpu: 2)!;

        Assert.Equal((0.5, 0.125, 0.2, 10L << 20), (load.Cores, load.CoresPerSession, load.ClientCores, load.PerSession));
    }

    [Fact]
    public void A_soak_tells_growth_from_noise()
    {
        var steady = Enumerable.Range(0, 100).Select(i => Sample(36 * i, (300 << 20) + ((i % 7) << 20), handles: 40 + (i % 3)));
        var leaking = Enumerable.Range(0, 100).Select(i => Sample(36 * i, (300L << 20) + ((long)i << 20), handles: 40 + i));

        Assert.DoesNotContain(SlopeRow.Of([.. steady]), s => s.Grows);
        Assert.Equal(["resident memory", "open files and sockets"], SlopeRow.Of([.. leaking]).Where(s => s.Grows).Select(s => s.Name));
        Assert.Equal(100, SlopeRow.Of([.. leaking])[0].PerHour);
    }

    [Fact]
    public void The_page_is_whole_and_shows_what_people_said_as_text()
    {
        var report = Report(
            new LiveTurn(0, 0, "<script>alert(1)</script>") { FirstAudio = 0.4, SpeechStopped = 0.3 },
            new LiveTurn(0, 1, "b & c") { FirstAudio = 0.5, SpeechStopped = 0.2 });

        var page = ReportPage.Of(report);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        var body = page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("</html>", StringComparison.Ordinal)];
        Assert.Equal(6, XDocument.Parse(body).Descendants("svg").Count()); // two latencies; four lines of the server
    }

    [Fact]
    public void The_report_for_machines_has_the_figures()
    {
        var json = JsonDocument.Parse(JsonSerializer.Serialize(
            Report(new LiveTurn(0, 0, "a") { FirstAudio = 0.4 }), ReportJson.Default.LiveReport)).RootElement;

        var audio = json.GetProperty("latencies").EnumerateArray().Single(l => l.GetProperty("name").GetString() == "first audio");
        Assert.Equal(0.4, audio.GetProperty("p50").GetDouble());
    }

    [Fact]
    public void The_table_never_gives_the_latency_without_its_price()
    {
        var lines = ReportTable.Of(Report(new LiveTurn(0, 0, "a") { FirstAudio = 0.4, Pauses = 3, CutIns = 1 })).ToList();

        Assert.Contains(lines, l => l.StartsWith("first audio", StringComparison.Ordinal) && l.Contains("0.400", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("cut-ins: 1 at 3 pauses", StringComparison.Ordinal));
    }

    private static LiveReport Report(params LiveTurn[] turns) => LiveReport.Of(
        new Dictionary<string, string> { ["server"] = "own" }, 3, 10, turns, [Sample(0, 1 << 20), Sample(1, 2 << 20), Sample(2, 2 << 20)], 1);

    private static ProcessSample Sample(double at, long resident, double cpu = 0, int handles = 10) =>
        new(at, resident, 0, cpu, 20, handles, 1);
}
