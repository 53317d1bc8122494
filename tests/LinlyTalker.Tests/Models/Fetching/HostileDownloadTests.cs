using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LinlyTalker.Models.Fetching;

namespace LinlyTalker.Tests.Models.Fetching;

/// <summary>Servers that mean harm, or behave as if: nothing of theirs is kept and none of them is waited for.</summary>
public sealed class HostileDownloadTests : IDisposable
{
    private const int Limit = 30_000;

    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 50_000).Select(i => (byte)(i * 31))];

    private readonly ScratchFolder scratch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static FetchOptions Options => new() { BackOff = TimeSpan.Zero, StallTime = TimeSpan.FromSeconds(20), Attempts = 2, Redirects = 4 };

    public void Dispose() => scratch.Dispose();

    [Fact(Timeout = Limit)]
    public async Task A_length_other_than_the_catalogues_is_refused_before_the_first_byte()
    {
        await using var server = new HostileServer((_, reply) => reply.WholeAsync(Bytes));

        await RefusedAsync(server, "where the catalogue says 49999", request => request with { Size = 49_999 });
    }

    [Fact(Timeout = Limit)]
    public async Task A_file_of_another_hash_is_thrown_away_and_not_asked_for_again()
    {
        await using var server = new HostileServer((_, reply) => reply.WholeAsync(Bytes));

        await RefusedAsync(server, "is not the file that the catalogue means", request => request with { Sha256 = new string('0', 64) });
    }

    [Fact(Timeout = Limit)]
    public async Task A_body_without_end_is_refused_at_the_size_that_is_due()
    {
        await using var server = new HostileServer(async (_, reply) =>
        {
            await reply.HeadAsync("200 OK", "Transfer-Encoding: chunked");
            while (true)
            {
                await reply.TextAsync("400\r\n");
                await reply.BodyAsync(new byte[1024]);
                await reply.TextAsync("\r\n");
            }
        });

        await RefusedAsync(server, "sends more", keepsPart: true);
    }

    [Fact(Timeout = Limit)]
    public async Task A_file_above_the_size_cap_is_refused()
    {
        await using var server = new HostileServer((_, reply) => reply.WholeAsync(Bytes));

        await RefusedAsync(server, "more than the 1 kB that are allowed", request => request with { Size = null, Largest = 1000 });
    }

    [Fact(Timeout = Limit)]
    public async Task A_body_that_is_packed_without_being_asked_for_is_refused()
    {
        await using var server = new HostileServer(async (_, reply) =>
        {
            await reply.HeadAsync("200 OK", "Content-Encoding: gzip", "Content-Length: 100");
            await reply.BodyAsync(new byte[100]);
        });

        await RefusedAsync(server, "encoded", request => request with { Size = null });
    }

    [Fact(Timeout = Limit)]
    public async Task A_redirect_is_followed_and_a_loop_of_them_is_left()
    {
        await using var kind = new HostileServer(
            (_, reply) => reply.HeadAsync("302 Found", "Location: /there/file.bin", "Content-Length: 0"),
            (_, reply) => reply.WholeAsync(Bytes));
        await FetchAsync(kind);
        Assert.Equal("/there/file.bin", kind.Requests[1].Path);

        await using var loop = new HostileServer((_, reply) => reply.HeadAsync("302 Found", "Location: /file.bin", "Content-Length: 0"));
        var fault = await Assert.ThrowsAsync<FetchException>(() => FetchAsync(loop));
        Assert.Contains("redirects more than 4 times", fault.Message, StringComparison.Ordinal);
        Assert.Equal(5, loop.Requests.Count);
    }

    [Theory(Timeout = Limit)]
    [InlineData("http://models.example/file.bin")]
    [InlineData("ftp://models.example/file.bin")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@models.example/file.bin")]
    public async Task A_redirect_to_a_place_that_may_not_be_asked_is_refused(string location)
    {
        await using var server = new HostileServer((_, reply) => reply.HeadAsync("302 Found", $"Location: {location}", "Content-Length: 0"));

        await RefusedAsync(server, "it is refused");
    }

    [Fact(Timeout = Limit)]
    public async Task A_redirect_to_nowhere_is_refused()
    {
        await using var server = new HostileServer((_, reply) => reply.HeadAsync("302 Found", "Content-Length: 0"));

        await RefusedAsync(server, "without saying where to");
    }

    [Theory]
    [InlineData("https://hub.example/a", "http://127.0.0.1/a", "is on this machine")]
    [InlineData("https://hub.example/a", "https://localhost/a", "is on this machine")]
    [InlineData("https://hub.example/a", "http://hub.example/a", "is not https")]
    public void Nobody_elsewhere_can_send_us_to_this_machine_or_down_from_https(string from, string to, string words)
    {
        var fault = Assert.Throws<FetchException>(() => WebAddress.Follow(new Uri(from), new Uri(to)));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redirect_to_another_site_over_https_is_followed() =>
        Assert.Equal("https://cdn.example/x?sign=1", WebAddress.Follow(new Uri("https://hub.example/a"), new Uri("https://cdn.example/x?sign=1")).ToString());

    [Fact]
    public async Task Plain_http_to_another_machine_is_refused_before_it_is_asked()
    {
        using var downloader = new Downloader(scratch.Location, Options);

        var fault = await Assert.ThrowsAsync<FetchException>(() => downloader.FetchAsync(new DownloadRequest(new Uri("http://models.example/a?token=secret"), "a"), null, Token));

        Assert.Contains("only https", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_server_that_drips_is_not_waited_for()
    {
        await using var server = new HostileServer(async (_, reply) =>
        {
            await reply.HeadAsync("200 OK", $"Content-Length: {Bytes.Length}");
            foreach (var one in Bytes)
            {
                await reply.BodyAsync(new[] { one });
                await Task.Delay(10, reply.Closing);
            }
        });

        var fault = await Assert.ThrowsAsync<FetchException>(() => FetchAsync(server, options: Options with { StallTime = TimeSpan.FromSeconds(0.3) }));
        Assert.Contains("nothing worth waiting for", fault.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_server_that_says_nothing_is_not_waited_for()
    {
        await using var server = new HostileServer((_, reply) => Task.Delay(Timeout.Infinite, reply.Closing));

        await Assert.ThrowsAsync<FetchException>(() => FetchAsync(server, options: Options with { StallTime = TimeSpan.FromSeconds(0.3) }));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact(Timeout = Limit)]
    public async Task What_is_no_http_is_a_failure_in_words()
    {
        await using var server = new HostileServer((_, reply) => reply.TextAsync("SSH-2.0-OpenSSH_9.2\r\n"));

        var fault = await Assert.ThrowsAsync<FetchException>(() => FetchAsync(server));
        Assert.StartsWith("file.bin could not be fetched from 127.0.0.1", fault.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Nobody_there_is_told_after_two_attempts()
    {
        var server = new HostileServer((_, reply) => reply.WholeAsync(Bytes));
        var address = server.Address();
        await server.DisposeAsync();
        using var downloader = new Downloader(scratch.Location, Options with { Attempts = 50, BackOff = TimeSpan.FromMilliseconds(1) });

        var fault = await Assert.ThrowsAsync<FetchException>(() => downloader.FetchAsync(new DownloadRequest(address, "file.bin"), null, Token));

        Assert.Contains("check the network", fault.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_at_once()
    {
        using var key = RSA.Create(2048);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var server = new HostileServer(certificate, (_, reply) => reply.WholeAsync(Bytes));

        var fault = await Assert.ThrowsAsync<FetchException>(() => FetchAsync(server));

        Assert.Contains("is not secure", fault.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private async Task RefusedAsync(HostileServer server, string words, Func<DownloadRequest, DownloadRequest>? change = null, bool keepsPart = false)
    {
        var fault = await Assert.ThrowsAsync<FetchException>(() => FetchAsync(server, change));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.True(keepsPart || !Directory.EnumerateFiles(scratch.Location, "*.part").Any());
    }

    private async Task FetchAsync(HostileServer server, Func<DownloadRequest, DownloadRequest>? change = null, FetchOptions? options = null)
    {
        using var downloader = new Downloader(scratch.Location, options ?? Options);
        var request = new DownloadRequest(server.Address(), "file.bin") { Size = Bytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(Bytes)) };
        var path = await downloader.FetchAsync(change?.Invoke(request) ?? request, null, Token);
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(path, Token));
    }
}
