using System.Net;
using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Parts;

namespace LinlyTalker.Tests.Server.Health;

public class HealthTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task It_is_alive()
    {
        await using var served = await ServedTest.StartAsync();
        var text = await served.Client.GetStringAsync("/health", TestContext.Current.CancellationToken);
        Assert.Equal("""{"status":"alive"}""", text);
    }

    [Fact(Timeout = Patience)]
    public async Task Ready_says_what_the_machine_does_without()
    {
        await using var served = await ServedTest.StartAsync();
        using var ready = JsonDocument.Parse(await served.Client.GetStringAsync("/ready", TestContext.Current.CancellationToken));
        Assert.Equal("ready", ready.RootElement.GetProperty("status").GetString());
        Assert.Contains(
            ready.RootElement.GetProperty("missing").EnumerateArray(),
            m => m.GetString()!.StartsWith("No codec", StringComparison.Ordinal));
    }

    [Fact(Timeout = Patience)]
    public async Task A_machine_whose_companion_does_not_open_is_not_ready_and_says_why()
    {
        await using var served = await ServedTest.StartAsync(new ServerParts { Engines = new BrokenEngines() });
        var response = await served.Client.GetAsync("/ready", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains(
            "The knowledge base is damaged.",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Requests_are_counted_by_the_pattern_of_their_address()
    {
        await using var served = await ServedTest.StartAsync();
        await served.Client.GetAsync("/v1/models/ada", TestContext.Current.CancellationToken);
        await served.Client.GetAsync("/v1/models/bob", TestContext.Current.CancellationToken);
        await served.Client.GetAsync("/nothing/at/all", TestContext.Current.CancellationToken);
        string text;
        do
        {
            // A request is counted a moment after its answer has left.
            text = await served.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        }
        while (!text.Contains("route=\"none\"", StringComparison.Ordinal));

        Assert.Contains("linly_requests_total{method=\"GET\",route=\"/v1/models/{**id}\",status=\"200\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("linly_requests_total{method=\"GET\",route=\"/v1/models/{**id}\",status=\"404\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("linly_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing", text, StringComparison.Ordinal);
    }

    private sealed class BrokenEngines : IEngines
    {
        public IVoice Voice => throw new LinlyException("There is no voice.");

        public ISentenceCutter Cutter => throw new LinlyException("There is no cutter.");

        public EngineWatch Watch { get; } = new();

        public ValueTask<IReadOnlyList<EngineDescription>> ListAsync(CancellationToken cancellation = default) => new([]);

        public ValueTask<Companion> CompanionAsync(string name, CancellationToken cancellation = default) =>
            throw new LinlyException("The knowledge base is damaged.");

        public ValueTask<IEars> EarsAsync(string recogniser, string language, CancellationToken cancellation = default) =>
            throw new LinlyException("There are no ears.");
    }
}
