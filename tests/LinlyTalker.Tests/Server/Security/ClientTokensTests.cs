using System.Net;
using System.Text.Json;
using LinlyTalker.Core.Flow;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Security;
using LinlyTalker.Tests.Core;

namespace LinlyTalker.Tests.Server.Security;

public class ClientTokensTests
{
    private const int Patience = 30_000;
    private const string Address = "/v1/realtime/client_secrets";
    private const string Settled = """{"type":"realtime","model":"ada","instructions":"Be kind."}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_token_starts_one_conversation_with_what_was_settled_and_not_a_second_one()
    {
        await using var guarded = await Guarded.StartAsync();
        var answer = await MakeAsync(guarded, Address, $$"""{"session":{{Settled}}}""");
        var token = answer.GetProperty("value").GetString()!;
        Assert.StartsWith("ek_", token, StringComparison.Ordinal);
        Assert.Equal("realtime.session", answer.GetProperty("session").GetProperty("object").GetString());
        Assert.Equal("Be kind.", answer.GetProperty("session").GetProperty("instructions").GetString());
        Assert.Equal(guarded.Time.GetUtcNow().ToUnixTimeSeconds() + 600, answer.GetProperty("expires_at").GetInt64());

        var (socket, said) = await guarded.ConnectAsync(null, "realtime", $"openai-insecure-api-key.{token}");
        socket.Dispose();
        Assert.Equal($"anna {Settled}", said);
        Assert.Equal(HttpStatusCode.Unauthorized, await guarded.RefusalOfAsync(null, "realtime", $"openai-insecure-api-key.{token}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await guarded.RefusalOfAsync(token));
    }

    [Fact(Timeout = Patience)]
    public async Task Of_many_who_replay_a_token_at_once_one_comes_in()
    {
        await using var guarded = await Guarded.StartAsync();
        var token = (await MakeAsync(guarded, Address, "{}")).GetProperty("value").GetString()!;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            try
            {
                (await guarded.ConnectAsync(token)).Socket.Dispose();
                return true;
            }
            catch (Guarded.RefusedException)
            {
                return false;
            }
        }));
        Assert.Single(outcomes, outcome => outcome);
    }

    [Fact(Timeout = Patience)]
    public async Task A_token_dies_with_its_time_and_with_its_key()
    {
        await using var guarded = await Guarded.StartAsync();
        var brief = (await MakeAsync(guarded, Address, """{"expires_after":{"anchor":"created_at","seconds":30}}""")).GetProperty("value").GetString()!;
        guarded.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(HttpStatusCode.Unauthorized, await guarded.RefusalOfAsync(brief));

        var other = (await MakeAsync(guarded, Address, "{}")).GetProperty("value").GetString()!;
        await guarded.Keys.RevokeAsync("anna", Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, await guarded.RefusalOfAsync(other));
    }

    [Fact(Timeout = Patience)]
    public async Task A_token_opens_nothing_else_and_makes_no_other_token()
    {
        await using var guarded = await Guarded.StartAsync();
        var token = (await MakeAsync(guarded, Address, "{}")).GetProperty("value").GetString()!;
        Assert.Equal(HttpStatusCode.Forbidden, (await guarded.GetAsync(token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await guarded.GetAsync(token, "/v1/realtime")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await guarded.PostAsync(token, Address, "{}")).StatusCode);

        // None of that spent it.
        (await guarded.ConnectAsync(token)).Socket.Dispose();
    }

    [Fact(Timeout = Patience)]
    public async Task As_the_beta_called_it_the_token_lies_in_the_session()
    {
        await using var guarded = await Guarded.StartAsync();
        var answer = await MakeAsync(guarded, "/v1/realtime/sessions", """{"model":"gpt-4o-realtime-preview","voice":"alloy"}""");
        Assert.Equal("alloy", answer.GetProperty("voice").GetString());
        var (socket, said) = await guarded.ConnectAsync(answer.GetProperty("client_secret").GetProperty("value").GetString()!);
        socket.Dispose();
        Assert.Contains("gpt-4o-realtime-preview", said, StringComparison.Ordinal);
    }

    [Theory(Timeout = Patience)]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"session":[]}""")]
    [InlineData("""{"session":"x"}""")]
    [InlineData("""{"session":{"a":1,"a":2}}""")]
    [InlineData("""{"expires_after":{"seconds":0}}""")]
    [InlineData("""{"expires_after":{"seconds":999999}}""")]
    [InlineData("""{"expires_after":{"anchor":"never","seconds":60}}""")]
    public async Task What_cannot_be_a_token_is_refused(string body)
    {
        await using var guarded = await Guarded.StartAsync();
        var response = await guarded.PostAsync(guarded.Keys.Add("anna").Secret, Address, body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public void A_key_cannot_fill_the_memory_with_tokens_and_expired_ones_make_room()
    {
        var time = new ManualTime();
        var tokens = new ClientTokens(time);
        for (var i = 0; i < ClientTokens.MostPerKey; i++)
        {
            tokens.Make(UserId.Local, "a", TimeSpan.FromMinutes(1), null);
        }

        Assert.Throws<ApiException>(() => tokens.Make(UserId.Local, "a", TimeSpan.FromMinutes(1), null));
        Assert.NotNull(tokens.Spend(tokens.Make(UserId.Local, "b", TimeSpan.FromMinutes(1), null).Value));
        time.Advance(TimeSpan.FromMinutes(1));
        tokens.Make(UserId.Local, "a", TimeSpan.FromMinutes(1), null);
    }

    private static async Task<JsonElement> MakeAsync(Guarded guarded, string address, string body)
    {
        var response = await guarded.PostAsync(guarded.Keys.Add("anna").Secret, address, body);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
