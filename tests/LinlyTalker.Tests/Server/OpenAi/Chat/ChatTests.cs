using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Server.Parts;
using LinlyTalker.Tests.Core.Conversations;

namespace LinlyTalker.Tests.Server.OpenAi.Chat;

public class ChatTests
{
    private const int Patience = 30_000;

    private static readonly object[] User = [new { role = "user", content = "Where are you?" }];

    [Fact(Timeout = Patience)]
    public async Task A_question_is_answered_with_its_usage_and_where_the_answer_comes_from()
    {
        var brain = new ScriptedBrain(
            new ReplyPiece { Text = "In Berlin. ", Language = "en", Sources = [new Source("a.md", "Where")] },
            new ReplyPiece { Text = "Since May.", Language = "en", Sources = [new Source("a.md", "Where")] });
        await using var served = await ServeAsync(brain);
        var answer = await AskAsync(served, new { model = "gpt-4o", messages = User, temperature = 0.3, seed = 1 });
        Assert.Equal("chat.completion", (string?)answer["object"]);
        Assert.Equal("ada", (string?)answer["model"]);
        var choice = answer["choices"]![0]!;
        Assert.Equal("In Berlin. Since May.", (string?)choice["message"]!["content"]);
        Assert.Equal("stop", (string?)choice["finish_reason"]);
        Assert.Equal("""[{"file":"a.md","heading":"Where"}]""", choice["message"]!["sources"]!.ToJsonString());
        Assert.Equal("""{"prompt_tokens":4,"completion_tokens":6,"total_tokens":10}""", answer["usage"]!.ToJsonString());
    }

    [Fact(Timeout = Patience)]
    public async Task The_brain_is_told_the_instructions_the_history_and_for_whom()
    {
        var brain = new ScriptedBrain("Yes.");
        await using var served = await ServeAsync(brain);
        await AskAsync(served, new
        {
            messages = new object[]
            {
                new { role = "system", content = "Be short." },
                new { role = "user", content = new[] { new { type = "text", text = "One" }, new { type = "text", text = " two" } } },
                new { role = "assistant", content = "Three." },
                new { role = "developer", content = "Be kind." },
                new { role = "user", content = "Four?" },
            },
            user = "kim",
        });
        var request = Assert.Single(brain.Requests);
        Assert.Equal("Be short.\n\nBe kind.", request.Instructions);
        Assert.Equal([new(DialogueRole.User, "One two"), new(DialogueRole.Assistant, "Three.")], request.History);
        Assert.Equal("Four?", request.Utterance.Text);
        Assert.Equal("local/kim", request.User.Value);
    }

    [Fact(Timeout = Patience)]
    public async Task A_stream_has_the_role_first_then_the_text_then_the_end_and_the_usage()
    {
        await using var served = await ServeAsync(new ScriptedBrain("One ", "two."));
        var events = await StreamAsync(served, new { messages = User, stream = true, stream_options = new { include_usage = true } });
        Assert.Equal("[DONE]", events[^1]);
        var chunks = events[..^1].Select(e => JsonNode.Parse(e)!).ToList();
        Assert.Equal("assistant", (string?)chunks[0]["choices"]![0]!["delta"]!["role"]);
        Assert.Equal(["One ", "two."], chunks[..2].Select(c => (string?)c["choices"]![0]!["delta"]!["content"]));
        Assert.Equal("stop", (string?)chunks[2]["choices"]![0]!["finish_reason"]);
        Assert.Empty(chunks[3]["choices"]!.AsArray());
        Assert.Equal(3, (int?)chunks[3]["usage"]!["completion_tokens"]);
        Assert.Single(chunks.Select(c => (string?)c["id"]).Distinct());
    }

    [Fact(Timeout = Patience)]
    public async Task A_stop_and_a_limit_of_tokens_cut_the_reply()
    {
        await using var served = await ServeAsync(new ScriptedBrain("One two ", "three four."));
        var stopped = await AskAsync(served, new { messages = User, stop = "thr" });
        Assert.Equal("One two ", (string?)stopped["choices"]![0]!["message"]!["content"]);
        var cut = await AskAsync(served, new { messages = User, max_completion_tokens = 3 });
        Assert.Equal("One two three ", (string?)cut["choices"]![0]!["message"]!["content"]);
        Assert.Equal("length", (string?)cut["choices"]![0]!["finish_reason"]);
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_leaves_ends_the_thinking()
    {
        var brain = new ScriptedBrain("One ", new TaskCompletionSource().Task);
        await using var served = await ServeAsync(brain);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = JsonContent.Create(new { messages = User, stream = true }),
        };
        using var leave = new CancellationTokenSource();
        using var response = await served.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(1, brain.Open);
        var reading = response.Content.ReadAsStringAsync(leave.Token);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        while (brain.Open > 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_brain_that_fails_is_a_503_before_the_first_word_and_an_event_after_it()
    {
        await using var mute = await ServeAsync(new ScriptedBrain(new LinlyException("The model is missing.")));
        using var response = await mute.Client.PostAsJsonAsync(
            "/v1/chat/completions", new { messages = User, stream = true }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);

        await using var breaking = await ServeAsync(new ScriptedBrain("One ", new LinlyException("The model is gone.")));
        var events = await StreamAsync(breaking, new { messages = User, stream = true });
        Assert.Equal("The model is gone.", (string?)JsonNode.Parse(events[^1])!["error"]!["message"]);
    }

    [Theory(Timeout = Patience)]
    [InlineData("""{}""", "messages")]
    [InlineData("""{"messages":[]}""", "messages")]
    [InlineData("""{"messages":[null]}""", "messages[0].content")]
    [InlineData("""{"messages":[{"role":"user"}]}""", "messages[0].content")]
    [InlineData("""{"messages":[{"role":"pope","content":"x"}]}""", "messages[0].role")]
    [InlineData("""{"messages":[{"role":"assistant","content":"x"}]}""", "messages")]
    [InlineData("""{"messages":[{"role":"tool","content":"x"}]}""", "messages[0]")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"file:///etc/passwd"}}]}]}""", "messages[0].content")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}],"tools":[{}]}""", "tools")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}],"n":2}""", "n")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}],"stop":["",""]}""", "stop")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}],"max_tokens":0}""", "max_tokens")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_object"}}""", "response_format")]
    public async Task What_is_wrong_is_named(string body, string parameter)
    {
        var error = await RefusedAsync(body, HttpStatusCode.BadRequest);
        Assert.Equal(parameter, (string?)error["param"]);
        Assert.Equal("invalid_request_error", (string?)error["type"]);
    }

    [Theory(Timeout = Patience)]
    [InlineData("""{"messages":"x"}""")]
    [InlineData("""{"messages":[{"role":"user","content":7}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"\ud800"}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}],"max_tokens":1e99}""")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}""")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task What_is_no_such_JSON_is_refused(string body) =>
        Assert.Equal("invalid_json", (string?)(await RefusedAsync(body, HttpStatusCode.BadRequest))["code"]);

    [Fact(Timeout = Patience)]
    public async Task Deep_JSON_and_a_million_characters_are_refused_in_a_sentence()
    {
        await RefusedAsync($$"""{"messages":{{new string('[', 100_000)}}""", HttpStatusCode.BadRequest);
        var million = JsonSerializer.Serialize(new { messages = new[] { new { role = "user", content = new string('a', 1_000_000) } } });
        Assert.Equal("context_length_exceeded", (string?)(await RefusedAsync(million, HttpStatusCode.BadRequest))["code"]);
        await RefusedAsync(new string(' ', 9 << 20), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact(Timeout = Patience)]
    public async Task Another_type_another_method_and_an_unknown_model_are_refused()
    {
        await using var served = await ServeAsync(new ScriptedBrain("Yes."));
        using var form = new StringContent("messages=1", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var typed = await served.Client.PostAsync("/v1/chat/completions", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, typed.StatusCode);
        using var got = await served.Client.GetAsync("/v1/chat/completions", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, got.StatusCode);
        Assert.Contains("There is no GET", await got.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var unknown = await served.Client.PostAsJsonAsync(
            "/v1/chat/completions", new { model = "../../etc", messages = User }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("model_not_found", await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static Task<ServedTest> ServeAsync(ScriptedBrain brain) =>
        ServedTest.StartAsync(new ServerParts { Engines = new FakeEngines { Brain = brain } });

    private static async Task<JsonNode> AskAsync(ServedTest served, object body)
    {
        using var response = await served.Client.PostAsJsonAsync("/v1/chat/completions", body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task<List<string>> StreamAsync(ServedTest served, object body)
    {
        using var response = await served.Client.PostAsJsonAsync("/v1/chat/completions", body, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(e => e["data: ".Length..])];
    }

    private static async Task<JsonNode> RefusedAsync(string body, HttpStatusCode status)
    {
        await using var served = await ServeAsync(new ScriptedBrain("Yes."));
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = content };
        request.Headers.ExpectContinue = true; // a refused body need not be sent
        using var response = await served.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        return JsonNode.Parse(text)!["error"]!;
    }
}
