using LinlyTalker.Bench.Fuzz;
using LinlyTalker.Server.Parts;
using LinlyTalker.Storage.Jobs;
using LinlyTalker.Tests.Server.Avatars;
using LinlyTalker.Tests.Server.Videos;
using LinlyTalker.Tests.Storage;

namespace LinlyTalker.Tests.Server;

/// <summary>
/// A part of what <c>linly-bench fuzz-wire</c> and <c>fuzz-rest</c> send, always the same. Alone, since memory is measured,
/// which all tests of the process share.
/// </summary>
[CollectionDefinition(nameof(FuzzTests), DisableParallelization = true)]
[Collection(nameof(FuzzTests))]
public class FuzzTests
{
    private const int Patience = 120_000;

    [Fact(Timeout = Patience)]
    public async Task Hostile_events_crash_nothing_and_a_session_beside_goes_on_talking()
    {
        var report = await new WireFuzz(seed: 7, messages: 800).RunAsync();
        Assert.Empty(report.Failures);
        Assert.Equal(800, report.Messages);
        Assert.True(report.Turns >= 4 && report.Errors.Count > 5, $"{report.Turns} turns, {report.Errors.Count} kinds of errors");
    }

    [Fact(Timeout = Patience)]
    public async Task Hostile_requests_to_every_address_are_refused_and_none_is_a_fault_of_ours()
    {
        using var place = new TemporaryDatabase();
        var parts = new ServerParts
        {
            Engines = new FuzzEngines(),
            Avatars = new FakeAvatars(),
            Films = new FakeFilms(),
            Jobs = new SqliteJobs(place.Open(), TimeProvider.System),
        };
        var folder = Path.Combine(Path.GetDirectoryName(place.Path)!, "videos");
        var report = await new RestFuzz(parts, seed: 7, requests: 800, folder).RunAsync();
        Assert.Empty(report.Failures);
        Assert.True(report.Statuses.GetValueOrDefault(400) > 20, string.Join(' ', report.Statuses));
        Assert.True(report.Growth < 32 << 20, $"Held after each part: {string.Join(", ", report.Held)} bytes.");
    }
}
