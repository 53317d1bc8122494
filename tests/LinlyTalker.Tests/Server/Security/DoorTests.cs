using System.Net;
using LinlyTalker.Core.Errors;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Security;

namespace LinlyTalker.Tests.Server.Security;

/// <summary>What of a foreign page reaches a server on loopback: nothing.</summary>
public class DoorTests
{
    private const int Patience = 30_000;
    private static readonly string[] Handshake =
    [
        "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ];

    [Theory(Timeout = Patience)]
    [InlineData("evil.example")]
    [InlineData("evil.example:8080")]
    [InlineData("localhost.evil.example")]
    [InlineData("notlocalhost")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.168.1.7")]
    [InlineData("169.254.169.254")]
    [InlineData("[2001:db8::1]")]
    [InlineData("")]
    public async Task A_request_for_another_host_is_refused(string host)
    {
        await using var served = await ServedTest.StartAsync();
        var answer = await RawHttp.AskAsync(served.Address, "GET /nothing HTTP/1.1", $"Host: {host}");
        Assert.Equal(403, RawHttp.StatusOf(answer));
        Assert.Contains("host_not_allowed", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory(Timeout = Patience)]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:1")]
    [InlineData("localhost.")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("[::1]:8080")]
    public async Task A_request_for_this_machine_passes(string host)
    {
        await using var served = await ServedTest.StartAsync();
        Assert.Equal(404, RawHttp.StatusOf(await RawHttp.AskAsync(served.Address, "GET /nothing HTTP/1.1", $"Host: {host}")));
    }

    [Fact(Timeout = Patience)]
    public async Task A_request_without_a_host_two_hosts_or_a_contradicting_one_is_refused()
    {
        await using var served = await ServedTest.StartAsync();
        var at = served.Address;
        Assert.Equal(400, RawHttp.StatusOf(await RawHttp.AskAsync(at, "GET / HTTP/1.1")));
        Assert.Equal(403, RawHttp.StatusOf(await RawHttp.AskAsync(at, "GET / HTTP/1.0")));
        Assert.Equal(400, RawHttp.StatusOf(await RawHttp.AskAsync(at, "GET / HTTP/1.1", "Host: localhost", "Host: evil.example")));
        Assert.Equal(400, RawHttp.StatusOf(await RawHttp.AskAsync(at, "GET http://evil.example/ HTTP/1.1", "Host: localhost")));
        Assert.Equal(403, RawHttp.StatusOf(await RawHttp.AskAsync(at, "GET http://evil.example/ HTTP/1.1", "Host: evil.example")));
    }

    [Theory(Timeout = Patience)]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost:1")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("null")]
    [InlineData("file://")]
    [InlineData("")]
    [InlineData("http://localhost@evil.example")]
    public async Task A_script_of_a_foreign_page_is_refused(string origin)
    {
        await using var served = await ServedTest.StartAsync();
        foreach (var head in (string[])["GET /nothing HTTP/1.1", "POST /v1/chat/completions HTTP/1.1", "OPTIONS /v1/models HTTP/1.1"])
        {
            var answer = await RawHttp.AskAsync(
                served.Address, head, "Host: localhost", $"Origin: {origin}", "Access-Control-Request-Method: POST", "Content-Length: 0");
            Assert.Equal(403, RawHttp.StatusOf(answer));
            Assert.Contains("origin_not_allowed", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Access-Control", answer, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory(Timeout = Patience)]
    [InlineData("localhost", "https://evil.example")]
    [InlineData("localhost", "null")]
    [InlineData("evil.example", "http://evil.example")]
    public async Task A_foreign_page_opens_no_WebSocket(string host, string origin)
    {
        await using var served = await ServedTest.StartAsync();
        var answer = await RawHttp.AskAsync(served.Address, ["GET /v1/realtime HTTP/1.1", $"Host: {host}", $"Origin: {origin}", .. Handshake]);
        Assert.Equal(403, RawHttp.StatusOf(answer));
    }

    [Fact(Timeout = Patience)]
    public async Task Two_origins_are_none()
    {
        await using var served = await ServedTest.StartAsync();
        var own = $"http://localhost:{served.Address.Port}";
        var host = $"Host: localhost:{served.Address.Port}";
        Assert.Equal(404, RawHttp.StatusOf(await RawHttp.AskAsync(served.Address, "GET /nothing HTTP/1.1", host, $"Origin: {own}")));
        Assert.Equal(403, RawHttp.StatusOf(await RawHttp.AskAsync(
            served.Address, "GET /nothing HTTP/1.1", host, $"Origin: {own}", "Origin: http://evil.example")));
    }

    [Fact(Timeout = Patience)]
    public async Task What_a_foreign_page_embeds_is_refused_though_browsers_send_no_origin_with_it()
    {
        await using var served = await ServedTest.StartAsync();
        var answer = await RawHttp.AskAsync(
            served.Address, "GET /v1/models HTTP/1.1", "Host: localhost", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors");
        Assert.Equal(403, RawHttp.StatusOf(answer));
    }

    [Fact(Timeout = Patience)]
    public async Task A_page_that_was_named_is_answered_as_browsers_want_it()
    {
        await using var served = await ServedTest.StartAsync(options: Options(new AccessOptions { Origins = ["https://www.example.org"] }));
        var preflight = await RawHttp.AskAsync(
            served.Address, "OPTIONS /v1/chat/completions HTTP/1.1", "Host: localhost", "Origin: https://www.example.org:443",
            "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: authorization,x-stainless-os");
        Assert.Equal(204, RawHttp.StatusOf(preflight));
        Assert.Contains("Access-Control-Allow-Origin: https://www.example.org:443", preflight, StringComparison.Ordinal);
        Assert.Contains("authorization,x-stainless-os", preflight, StringComparison.Ordinal);
        Assert.DoesNotContain("Allow-Credentials", preflight, StringComparison.Ordinal);

        var failed = await RawHttp.AskAsync(served.Address, "GET /nothing HTTP/1.1", "Host: localhost", "Origin: https://www.example.org");
        Assert.Equal(404, RawHttp.StatusOf(failed));
        Assert.Contains("Access-Control-Allow-Origin: https://www.example.org", failed, StringComparison.Ordinal);
        Assert.Contains("Vary: Origin", failed, StringComparison.Ordinal);

        var other = await RawHttp.AskAsync(served.Address, "GET /nothing HTTP/1.1", "Host: localhost", "Origin: http://www.example.org");
        Assert.Equal(403, RawHttp.StatusOf(other));
    }

    [Fact(Timeout = Patience)]
    public async Task Names_that_were_added_are_answered_with_all_below_a_star()
    {
        await using var served = await ServedTest.StartAsync(options: Options(new AccessOptions { Hosts = ["avatar.example.org", "*.example.net"] }));
        foreach (var (host, status) in new[] { ("avatar.example.org", 404), ("a.b.example.net", 404), ("example.net", 403), ("org", 403) })
        {
            Assert.Equal(status, RawHttp.StatusOf(await RawHttp.AskAsync(served.Address, "GET /nothing HTTP/1.1", $"Host: {host}")));
        }
    }

    [Theory(Timeout = Patience)]
    [InlineData("http://example.org", null)]
    [InlineData("a b", null)]
    [InlineData(null, "example.org")]
    [InlineData(null, "null")]
    [InlineData(null, "https://example.org/path")]
    [InlineData(null, "*")]
    public async Task What_is_no_host_and_no_origin_is_told_at_the_start(string? host, string? origin)
    {
        var access = new AccessOptions { Hosts = host is null ? [] : [host], Origins = origin is null ? [] : [origin] };
        await Assert.ThrowsAsync<InputException>(() => ServedTest.StartAsync(options: Options(access)));
    }

    private static ServerOptions Options(AccessOptions access) => new() { Port = 0, Drain = TimeSpan.FromSeconds(1), Access = access };
}
