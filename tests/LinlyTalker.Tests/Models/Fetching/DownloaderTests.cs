using System.Globalization;
using System.Security.Cryptography;
using LinlyTalker.Models.Fetching;

namespace LinlyTalker.Tests.Models.Fetching;

public sealed class DownloaderTests : IDisposable
{
    private const int Limit = 30_000;

    private static readonly byte[] Bytes = Noise(200_000, seed: 1);

    private readonly ScratchFolder scratch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static FetchOptions Options => new() { BackOff = TimeSpan.Zero, StallTime = TimeSpan.FromSeconds(20), Attempts = 3, Redirects = 4 };

    public void Dispose() => scratch.Dispose();

    [Fact(Timeout = Limit)]
    public async Task A_file_arrives_whole_and_its_progress_ends_at_its_size()
    {
        await using var server = new HostileServer((_, reply) => reply.WholeAsync(Bytes));
        var reports = new Store.Reports<FetchProgress>();

        Assert.Equal(Bytes, await FetchAsync(server, progress: reports));

        Assert.Equal(Bytes.Length, reports.All[^1].Bytes);
        Assert.Equal(Bytes.Length, reports.All[^1].Total);
        Assert.Equal(reports.All.Select(report => report.Bytes).Order(), reports.All.Select(report => report.Bytes));
        Assert.Equal("identity", server.Requests[0].Headers["Accept-Encoding"]);
    }

    [Fact(Timeout = Limit)]
    public async Task After_a_cut_only_the_rest_of_the_same_version_is_asked_for()
    {
        await using var server = new HostileServer((_, reply) => reply.CutAsync(Bytes, 70_000), (request, reply) => reply.RestAsync(request, Bytes));

        Assert.Equal(Bytes, await FetchAsync(server));

        Assert.Equal("bytes=70000-", server.Requests[1].Range);
        Assert.Equal("\"v1\"", server.Requests[1].IfRange);
    }

    [Fact(Timeout = Limit)]
    public async Task What_came_before_the_program_ended_is_not_fetched_again()
    {
        await using var server = new HostileServer((_, reply) => reply.CutAsync(Bytes, 70_000), (request, reply) => reply.RestAsync(request, Bytes));

        var fault = await Assert.ThrowsAsync<FetchException>(() => FetchAsync(server, Options with { Attempts = 1 }));
        Assert.Contains("what has come is kept", fault.Message, StringComparison.Ordinal);

        Assert.Equal(Bytes, await FetchAsync(server));
        Assert.Equal("bytes=70000-", server.Requests[1].Range);
    }

    [Fact(Timeout = Limit)]
    public async Task A_server_that_always_cuts_is_given_up()
    {
        await using var server = new HostileServer((_, reply) => reply.CutAsync(Bytes, 10));

        var fault = await Assert.ThrowsAsync<FetchException>(() => FetchAsync(server));

        Assert.Contains("try again", fault.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact(Timeout = Limit)]
    public async Task A_large_step_forward_is_worth_another_row_of_attempts()
    {
        await using var server = new HostileServer(
            (_, reply) => reply.CutAsync(Bytes, 50_000),
            (_, reply) => reply.HeadAsync("500 Oops", "Content-Length: 0"),
            (request, reply) => CutRestAsync(request, reply, 60_000),
            (_, reply) => reply.HeadAsync("500 Oops", "Content-Length: 0"),
            (request, reply) => reply.RestAsync(request, Bytes));

        Assert.Equal(Bytes, await FetchAsync(server, Options with { ProgressThatCounts = 10_000 }));
    }

    [Fact(Timeout = Limit)]
    public async Task A_server_that_ignores_the_range_gives_the_whole_file_anew()
    {
        await using var server = new HostileServer((_, reply) => reply.CutAsync(Bytes, 70_000), (_, reply) => reply.WholeAsync(Bytes));

        Assert.Equal(Bytes, await FetchAsync(server));
    }

    [Fact(Timeout = Limit)]
    public async Task A_new_version_at_the_server_replaces_what_was_kept_of_the_old_one()
    {
        var newer = Noise(150_000, seed: 2);
        await using var server = new HostileServer((_, reply) => reply.CutAsync(Bytes, 70_000), (_, reply) => reply.WholeAsync(newer, "\"v2\""));

        Assert.Equal(newer, await FetchAsync(server, request => request with { Size = null, Sha256 = null }));
    }

    [Fact(Timeout = Limit)]
    public async Task Without_a_name_for_the_version_or_a_hash_nothing_is_resumed()
    {
        await using var server = new HostileServer((_, reply) => reply.CutAsync(Bytes, 70_000, tag: "W/\"weak\""), (_, reply) => reply.WholeAsync(Bytes));

        Assert.Equal(Bytes, await FetchAsync(server, request => request with { Size = null, Sha256 = null }));

        Assert.Null(server.Requests[1].Range);
    }

    [Fact(Timeout = Limit)]
    public async Task With_a_known_hash_the_rest_is_asked_for_even_without_a_version_and_a_mixture_is_thrown_away()
    {
        var other = Noise(Bytes.Length, seed: 3);
        await using var server = new HostileServer(
            (_, reply) => reply.CutAsync(other, 70_000, tag: "W/\"weak\""),
            (request, reply) => reply.RestAsync(request, Bytes),
            (_, reply) => reply.WholeAsync(Bytes));

        Assert.Equal(Bytes, await FetchAsync(server));

        Assert.Equal("bytes=70000-", server.Requests[1].Range);
        Assert.Null(server.Requests[2].Range);
    }

    [Fact(Timeout = Limit)]
    public async Task Another_range_than_asked_for_starts_the_file_anew()
    {
        await using var server = new HostileServer(
            (_, reply) => reply.CutAsync(Bytes, 70_000),
            async (_, reply) =>
            {
                await reply.HeadAsync("206 Partial Content", "Content-Length: 10", $"Content-Range: bytes 0-9/{Bytes.Length}");
                await reply.BodyAsync(Bytes.AsMemory(0, 10));
            },
            (_, reply) => reply.WholeAsync(Bytes));

        Assert.Equal(Bytes, await FetchAsync(server));
        Assert.Null(server.Requests[2].Range);
    }

    [Fact(Timeout = Limit)]
    public async Task A_refused_range_means_the_whole_file_when_the_sizes_agree()
    {
        await using var server = new HostileServer(
            // The length is not told, so the client cannot know that this was all.
            async (_, reply) =>
            {
                await reply.HeadAsync("200 OK", "ETag: \"v1\"", "Transfer-Encoding: chunked");
                await reply.TextAsync($"{Bytes.Length:x}\r\n");
                await reply.BodyAsync(Bytes);
                reply.Reset();
            },
            (_, reply) => reply.HeadAsync("416 Range Not Satisfiable", $"Content-Range: bytes */{Bytes.Length}", "Content-Length: 0"),
            (_, reply) => reply.WholeAsync(Bytes));

        Assert.Equal(Bytes, await FetchAsync(server, request => request with { Size = null }));
    }

    [Fact(Timeout = Limit)]
    public async Task A_refused_range_of_another_size_starts_the_file_anew()
    {
        await using var server = new HostileServer(
            (_, reply) => reply.CutAsync(Bytes, 70_000),
            (_, reply) => reply.HeadAsync("416 Range Not Satisfiable", "Content-Range: bytes */3", "Content-Length: 0"),
            (_, reply) => reply.WholeAsync(Bytes));

        Assert.Equal(Bytes, await FetchAsync(server));
    }

    [Theory(Timeout = Limit)]
    [InlineData("500 Oops")]
    [InlineData("503 Busy")]
    [InlineData("429 Slow down")]
    [InlineData("408 Late")]
    public async Task A_passing_failure_is_tried_again(string status)
    {
        await using var server = new HostileServer(
            (_, reply) => reply.HeadAsync(status, "Content-Length: 0", "Retry-After: 3600"),
            (_, reply) => reply.WholeAsync(Bytes));

        // The longest wait bounds what a server may ask for.
        Assert.Equal(Bytes, await FetchAsync(server, Options with { LongestBackOff = TimeSpan.Zero }));
    }

    [Theory(Timeout = Limit)]
    [InlineData("404 Gone away", "There is no file.bin")]
    [InlineData("410 Gone", "There is no file.bin")]
    [InlineData("401 Who are you", "linly models import")]
    [InlineData("403 No", "linly models import")]
    [InlineData("418 Teapot", "answered 418")]
    public async Task A_lasting_refusal_is_said_at_once(string status, string words)
    {
        await using var server = new HostileServer((_, reply) => reply.HeadAsync(status, "Content-Length: 0"));

        var fault = await Assert.ThrowsAsync<FetchException>(() => FetchAsync(server));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact(Timeout = Limit)]
    public async Task A_cancelled_fetch_stops_and_keeps_what_has_come()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var server = new HostileServer(
            async (_, reply) =>
            {
                await reply.CutAsync(Bytes, 70_000);
                await Task.Delay(Timeout.Infinite, reply.Closing);
            },
            (request, reply) => reply.RestAsync(request, Bytes));
        var progress = new StopAt(70_000, stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FetchAsync(server, progress: progress, token: stop.Token));

        Assert.Equal(Bytes, await FetchAsync(server));
        Assert.StartsWith("bytes=", server.Requests[1].Range, StringComparison.Ordinal);
    }

    private static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static async Task CutRestAsync(HostileRequest request, HostileReply reply, int count)
    {
        var from = int.Parse(request.Range!["bytes=".Length..^1], CultureInfo.InvariantCulture);
        await reply.HeadAsync("206 Partial Content", $"Content-Length: {Bytes.Length - from}", $"Content-Range: bytes {from}-{Bytes.Length - 1}/{Bytes.Length}", "ETag: \"v1\"");
        await reply.BodyAsync(Bytes.AsMemory(from, count));
    }

    private Task<byte[]> FetchAsync(HostileServer server, FetchOptions options) => FetchAsync(server, null, options);

    private async Task<byte[]> FetchAsync(
        HostileServer server, Func<DownloadRequest, DownloadRequest>? change = null, FetchOptions? options = null, IProgress<FetchProgress>? progress = null, CancellationToken? token = null)
    {
        using var downloader = new Downloader(scratch.Location, options ?? Options);
        var request = new DownloadRequest(server.Address(), "file.bin") { Size = Bytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(Bytes)) };
        var path = await downloader.FetchAsync(change?.Invoke(request) ?? request, progress, token ?? Token);
        return await File.ReadAllBytesAsync(path, Token);
    }

    /// <summary>Cancels when so much has come; at most ten reports a second are made, so the first may be the one.</summary>
    private sealed class StopAt(long bytes, CancellationTokenSource stop) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value)
        {
            if (value.Bytes > 0 && value.Bytes <= bytes)
            {
                stop.Cancel();
            }
        }
    }
}
