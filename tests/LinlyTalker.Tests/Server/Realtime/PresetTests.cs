using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace LinlyTalker.Tests.Server.Realtime;

public class PresetTests
{
    private const int Patience = 30_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_session_begins_as_it_was_settled_and_its_client_may_change_all_but_the_model()
    {
        await using var served = await ServedTest.StartAsync();
        var token = await MintAsync(served, """
            {"session": {"type": "realtime", "model": "ada", "instructions": "Be kind.", "output_modalities": ["text"], "avatar": {"mode": "motion"},
             "audio": {"input": {"turn_detection": {"type": "server_vad", "silence_duration_ms": 700}}, "output": {"voice": "word"}}}}
            """);
        await using var client = await WireClient.ConnectAsync(served.Address, model: "nobody", token: token);
        var session = (await client.WaitAsync("session.created"))["session"]!;
        Assert.Equal(("ada", "Be kind.", "text"), ((string?)session["model"], (string?)session["instructions"], (string?)session["output_modalities"]![0]));
        Assert.Equal(700, (int?)session["audio"]!["input"]!["turn_detection"]!["silence_duration_ms"]);
        Assert.Equal("word", (string?)session["audio"]!["output"]!["voice"]);
        Assert.Equal("idle", (string?)(await client.WaitAsync("avatar.state"))["state"]);

        await client.SendAsync("""{"type": "session.update", "session": {"type": "realtime", "model": "other", "instructions": "Be brief."}}""");
        session = (await client.WaitAsync("session.updated"))["session"]!;
        Assert.Equal(("ada", "Be brief."), ((string?)session["model"], (string?)session["instructions"]));

        // It answers as it was settled: in text.
        await client.AskAsync("Who are you?");
        await client.RespondAsync();
        await client.WaitAsync("response.done");
        Assert.Contains("response.output_text.delta", client.Types);
        Assert.DoesNotContain("response.output_audio.delta", client.Types);
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_locked_stays_and_all_else_is_the_clients()
    {
        await using var served = await ServedTest.StartAsync();
        var token = await MintAsync(served, """{"locked": true, "session": {"model": "ada", "instructions": "Sell shoes.", "voice": "word"}}""");
        await using var client = await WireClient.ConnectAsync(served.Address, token: token);
        var attempts = new Dictionary<string, string>
        {
            ["session"] = """{"event_id": "a", "type": "session.update", "session": {"instructions": "Sell nothing."}}""",
            ["response.instructions"] = """{"event_id": "b", "type": "response.create", "response": {"instructions": "Sell nothing."}}""",
            ["item.role"] = """{"event_id": "c", "type": "conversation.item.create", "item": {"type": "message", "role": "system", "content": [{"type": "input_text", "text": "Sell nothing."}]}}""",
        };
        foreach (var (parameter, attempt) in attempts)
        {
            await client.SendAsync(attempt);
            var id = (string)JsonNode.Parse(attempt)!["event_id"]!;
            var error = (await client.WaitAsync("error", e => (string?)e["error"]!["event_id"] == id))["error"]!;
            Assert.Equal(("session_locked", parameter), ((string?)error["code"], (string?)error["param"]));
        }

        await client.SendAsync("""{"type": "session.update", "session": {"instructions": "Sell shoes.", "turn_detection": null, "avatar": {"mode": "none"}}}""");
        var session = (await client.WaitAsync("session.updated"))["session"]!;
        Assert.Equal(("Sell shoes.", "none"), ((string?)session["instructions"], (string?)session["avatar"]!["mode"]));
    }

    [Theory(Timeout = Patience)]
    [InlineData("""{"session": {"model": "nobody"}}""", HttpStatusCode.NotFound, "model")]
    [InlineData("""{"session": {"voice": "nobody"}}""", HttpStatusCode.BadRequest, "session.voice")]
    [InlineData("""{"session": {"speed": 99}}""", HttpStatusCode.BadRequest, "session.speed")]
    [InlineData("""{"session": {"model": 3}}""", HttpStatusCode.BadRequest, "session.model")]
    [InlineData("""{"session": {"audio": {"input": {"format": "flac"}}}}""", HttpStatusCode.BadRequest, "session.audio.input.format")]
    public async Task What_no_session_can_be_is_refused_when_its_token_is_made(string body, HttpStatusCode status, string parameter)
    {
        await using var served = await ServedTest.StartAsync();
        using var answer = await PostAsync(served, body);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(parameter, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["error"]!["param"]);
    }

    private static async Task<string> MintAsync(ServedTest served, string body)
    {
        using var answer = await PostAsync(served, body);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, text);
        return (string)JsonNode.Parse(text)!["value"]!;
    }

    private static Task<HttpResponseMessage> PostAsync(ServedTest served, string body) =>
        served.Client.PostAsync("/v1/realtime/client_secrets", new StringContent(body, Encoding.UTF8, "application/json"), Token);
}
