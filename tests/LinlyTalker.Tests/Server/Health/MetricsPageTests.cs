using LinlyTalker.Core.Conversations;
using LinlyTalker.Server.Health;

namespace LinlyTalker.Tests.Server.Health;

public class MetricsPageTests
{
    [Fact]
    public void A_counter_adds_up_under_its_labels()
    {
        using var meter = new ServerMeter();
        using var page = new MetricsPage(meter);
        meter.Answer("GET", "/v1/models", 200, TimeSpan.FromMilliseconds(3));
        meter.Answer("GET", "/v1/models", 200, TimeSpan.FromMilliseconds(40));
        meter.Answer("POST", "/v1/\"odd\"", 404, TimeSpan.Zero);
        var text = page.Write();
        Assert.Contains("# TYPE linly_requests_total counter\n", text, StringComparison.Ordinal);
        Assert.Contains("linly_requests_total{method=\"GET\",route=\"/v1/models\",status=\"200\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("route=\"/v1/\\\"odd\\\"\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_histogram_has_rising_buckets_a_sum_and_a_count()
    {
        using var meter = new ServerMeter();
        using var page = new MetricsPage(meter);
        meter.Reach(Stage.FirstSound, TimeSpan.FromMilliseconds(100));
        meter.Reach(Stage.FirstSound, TimeSpan.FromMilliseconds(350));
        meter.Reach(Stage.FirstSound, TimeSpan.FromMinutes(1));
        var text = page.Write();
        Assert.Contains("linly_stage_seconds_bucket{stage=\"first_sound\",le=\"0.05\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("linly_stage_seconds_bucket{stage=\"first_sound\",le=\"0.1\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("linly_stage_seconds_bucket{stage=\"first_sound\",le=\"0.4\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("linly_stage_seconds_bucket{stage=\"first_sound\",le=\"+Inf\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("linly_stage_seconds_sum{stage=\"first_sound\"} 60.45\n", text, StringComparison.Ordinal);
        Assert.Contains("linly_stage_seconds_count{stage=\"first_sound\"} 3\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Sessions_rise_and_fall()
    {
        using var meter = new ServerMeter();
        using var page = new MetricsPage(meter);
        meter.BeginSession();
        meter.BeginSession();
        meter.EndSession();
        var text = page.Write();
        Assert.Contains("# TYPE linly_sessions gauge\nlinly_sessions 1\n", text, StringComparison.Ordinal);
        Assert.Contains("linly_sessions_total 2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_servers_in_one_process_count_apart()
    {
        using var one = new ServerMeter();
        using var other = new ServerMeter();
        using var page = new MetricsPage(one);
        other.BeginSession();
        Assert.DoesNotContain("linly_sessions_total 1", page.Write(), StringComparison.Ordinal);
    }
}
