using System.Net;
using System.Net.WebSockets;
using LinlyTalker.Core.Errors;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Security;

namespace LinlyTalker.Tests.Server.Security;

public class AuthenticationTests
{
    private const int Patience = 30_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_key_says_whose_user_asks()
    {
        await using var guarded = await Guarded.StartAsync();
        var anna = guarded.Keys.Add("anna").Secret;
        var ben = guarded.Keys.Add("ben").Secret;
        Assert.Equal("anna", await (await guarded.GetAsync(anna)).Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("ben", await (await guarded.GetAsync(ben)).Content.ReadAsStringAsync(Cancellation));
    }

    [Theory(Timeout = Patience)]
    [InlineData(null)]
    [InlineData("sk-something")]
    [InlineData("linly_abcdefghjk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ek_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Without_a_good_key_nothing_is_answered_but_health(string? shown)
    {
        await using var guarded = await Guarded.StartAsync();
        var refused = await guarded.GetAsync(shown);
        var isToken = shown?.StartsWith("ek_", StringComparison.Ordinal) == true;
        Assert.Equal(isToken ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(isToken ? "" : "Bearer", refused.Headers.WwwAuthenticate.ToString());
        if (shown is not null)
        {
            Assert.DoesNotContain(shown, await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        Assert.Equal(isToken ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized, (await guarded.GetAsync(shown, "/v1/nowhere")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await guarded.RefusalOfAsync(shown));
        Assert.Equal(HttpStatusCode.OK, (await guarded.GetAsync(shown, "/health")).StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task A_key_in_an_address_or_by_another_scheme_opens_nothing()
    {
        await using var guarded = await Guarded.StartAsync();
        var secret = guarded.Keys.Add("anna").Secret;
        Assert.Equal(HttpStatusCode.Unauthorized, (await guarded.GetAsync(null, $"/v1/who?api-key={secret}&api_key={secret}&access_token={secret}")).StatusCode);
        foreach (var value in new[] { secret, $"Basic {secret}", "Bearer", "Bearer ", $"Bearer {secret} {secret}", $"Bearer {secret}, Bearer {secret}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/who");
            request.Headers.TryAddWithoutValidation("Authorization", value);
            Assert.Equal(HttpStatusCode.Unauthorized, (await guarded.Client.SendAsync(request, Cancellation)).StatusCode);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_revoked_key_opens_nothing_from_the_next_request_on_and_its_conversation_is_closed()
    {
        await using var guarded = await Guarded.StartAsync();
        var secret = guarded.Keys.Add("anna").Secret;
        var (socket, _) = await guarded.ConnectAsync(secret);
        using (socket)
        {
            await guarded.Keys.RevokeAsync("anna", Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, (await guarded.GetAsync(secret)).StatusCode);

            // The watch may begin a moment after the socket has answered.
            var closed = Assert.ThrowsAsync<WebSocketException>(() => socket.ReceiveAsync(new byte[10], Cancellation));
            while (!closed.IsCompleted)
            {
                guarded.Time.Advance(RevocationWatch.Interval);
                await Task.Delay(5, Cancellation);
            }

            await closed;
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_WebSocket_of_a_browser_shows_what_it_has_as_a_subprotocol_and_is_not_told_it_again()
    {
        await using var guarded = await Guarded.StartAsync();
        var secret = guarded.Keys.Add("anna").Secret;
        var (socket, said) = await guarded.ConnectAsync(null, "realtime", $"openai-insecure-api-key.{secret}", "openai-beta.realtime-v1");
        using (socket)
        {
            Assert.Equal(("anna", "realtime"), (said, socket.SubProtocol));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await guarded.RefusalOfAsync(null, "realtime", "openai-insecure-api-key.wrong"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/who");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Protocol", $"openai-insecure-api-key.{secret}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await guarded.Client.SendAsync(request, Cancellation)).StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task On_ones_own_machine_no_key_is_needed_and_what_stock_clients_send_is_no_hindrance()
    {
        await using var guarded = await Guarded.StartAsync(new AccessOptions());
        var secret = guarded.Keys.Add("anna").Secret;
        foreach (var (shown, user) in new[] { (null, "local"), ("sk-unused", "local"), (secret, "anna") })
        {
            Assert.Equal(user, await (await guarded.GetAsync(shown)).Content.ReadAsStringAsync(Cancellation));
        }

        // A key of ours that is wrong is a mistake, and not to be taken for no key.
        Assert.Equal(HttpStatusCode.Unauthorized, (await guarded.GetAsync(secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A'))).StatusCode);
    }

    [Theory(Timeout = Patience)]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    public async Task The_world_behind_a_proxy_is_not_taken_for_this_machine(string header, string value)
    {
        await using var guarded = await Guarded.StartAsync(new AccessOptions());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/who");
        request.Headers.Add(header, value);
        var answer = await guarded.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("--trust-proxy", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory(Timeout = Patience)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("127.0.0.1", true)]
    public async Task A_server_that_others_can_reach_does_not_start_without_a_key(string bind, bool require)
    {
        var options = new ServerOptions { Bind = IPAddress.Parse(bind), Port = 0, Access = new AccessOptions { RequireKey = require } };
        var error = await Assert.ThrowsAsync<LinlyException>(() => ServedTest.StartAsync(options: options));
        Assert.Contains("linly keys add", error.Message, StringComparison.Ordinal);

        var parts = new ServerParts { Engines = new FakeEngines(), Keys = new FakeKeys() };
        await Assert.ThrowsAsync<LinlyException>(() => ServedTest.StartAsync(parts, options));
    }

    [Fact(Timeout = Patience)]
    public async Task The_whole_server_asks_for_the_key()
    {
        var keys = new FakeKeys();
        var secret = keys.Add("anna").Secret;
        await using var served = await ServedTest.StartAsync(
            new ServerParts { Engines = new FakeEngines(), Keys = keys },
            new ServerOptions { Port = 0, Drain = TimeSpan.FromSeconds(1), Access = new AccessOptions { RequireKey = true } });
        Assert.Equal(HttpStatusCode.Unauthorized, (await served.Client.GetAsync("/v1/models", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await served.Client.GetAsync("/metrics", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await served.Client.GetAsync("/health", Cancellation)).StatusCode);
        served.Client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        Assert.Equal(HttpStatusCode.OK, (await served.Client.GetAsync("/v1/models", Cancellation)).StatusCode);
    }
}
