using System.Net;
using LinlyTalker.Server.Security;

namespace LinlyTalker.Tests.Server.Security;

public class ProxyTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task A_named_proxy_is_believed_and_callers_behind_it_show_a_key()
    {
        await using var guarded = await Guarded.StartAsync(new AccessOptions { Hosts = ["avatar.example.org"], Proxies = [IPNetwork.Parse("127.0.0.0/8")] });
        var secret = guarded.Keys.Add("anna").Secret;
        string[] head = ["GET /v1/who HTTP/1.1", "Host: avatar.example.org", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https", "Origin: https://avatar.example.org"];
        Assert.Equal(401, RawHttp.StatusOf(await RawHttp.AskAsync(guarded.Address, head)));
        Assert.Equal(200, RawHttp.StatusOf(await RawHttp.AskAsync(guarded.Address, [.. head, $"Authorization: Bearer {secret}"])));
    }

    [Fact(Timeout = Patience)]
    public async Task Who_was_not_named_may_say_what_it_likes()
    {
        await using var guarded = await Guarded.StartAsync(new AccessOptions { RequireKey = true, Proxies = [IPNetwork.Parse("10.0.0.0/8")] });
        var secret = guarded.Keys.Add("anna").Secret;
        string[] head = ["GET /v1/who HTTP/1.1", "Host: localhost", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example", $"Authorization: Bearer {secret}"];

        // The scheme that it claims is not believed, so a page of https is foreign.
        Assert.Equal(403, RawHttp.StatusOf(await RawHttp.AskAsync(guarded.Address, [.. head, "Origin: https://localhost"])));
        Assert.Equal(200, RawHttp.StatusOf(await RawHttp.AskAsync(guarded.Address, [.. head, "Origin: http://localhost"])));
    }
}
