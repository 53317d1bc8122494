using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LinlyTalker.SystemTests.Server.Knowledge;

/// <summary>The embedded profile as <c>linly serve</c> composes it.</summary>
public class UploadedDocumentTests
{
    private const int Patience = 180_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task An_uploaded_document_is_answered_from_until_it_is_deleted()
    {
        await using var server = await EmbeddedServer.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        const string Question = "How tall is a zorblatt?";
        Assert.Contains("do not know", (await AskAsync(client, Question)).Text, StringComparison.Ordinal);

        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent("question,answer\nHow tall is a zorblatt?,A zorblatt has forty feet.\n"u8.ToArray()), "file", "toys.csv" },
        };
        using var made = await client.PostAsync("/v1/knowledge", form, Token);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var (text, sources) = await AskAsync(client, Question);
        Assert.Contains("forty feet", text, StringComparison.Ordinal);
        Assert.Equal("toys.csv", sources[0].GetProperty("file").GetString());

        using var deleted = await client.DeleteAsync(made.Headers.Location, Token);
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        Assert.Contains("do not know", (await AskAsync(client, Question)).Text, StringComparison.Ordinal);
    }

    private static async Task<(string Text, JsonElement Sources)> AskAsync(HttpClient client, string question)
    {
        using var answer = await client.PostAsJsonAsync(
            "/v1/chat/completions", new { messages = new[] { new { role = "user", content = question } } }, Token);
        var message = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("choices")[0].GetProperty("message");
        return (message.GetProperty("content").GetString()!, message.GetProperty("sources"));
    }
}
