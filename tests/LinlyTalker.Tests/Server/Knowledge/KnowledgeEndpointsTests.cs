using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LinlyTalker.Brain.Shelves;

namespace LinlyTalker.Tests.Server.Knowledge;

public class KnowledgeEndpointsTests
{
    private const int Patience = 60_000;
    private const string Toys = "# How tall is a zorblatt?\nA zorblatt has forty feet.";
    private const string Question = "How tall is a zorblatt?";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_document_is_taken_shown_answered_from_and_deleted()
    {
        await using var server = await KnowledgeServer.StartAsync();
        var (status, made) = await server.UploadAsync("ann", "../../玩具.md", Toys);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(("knowledge.document", "玩具.md", 1), (made.GetProperty("object").GetString(), made.GetProperty("name").GetString(), made.GetProperty("passages").GetInt32()));
        var id = made.GetProperty("id").GetString()!;
        Assert.Equal([id], await IdsAsync(server, "ann"));
        Assert.Equal(id, (await server.GetAsync("ann", $"/v1/knowledge/{id}")).Body.GetProperty("id").GetString());

        var (text, sources) = await server.AskAsync("ann", Question);
        Assert.Contains("forty feet", text, StringComparison.Ordinal);
        Assert.Equal(["玩具.md"], sources);
        Assert.Equal(["玩具.md"], (await server.AskAsync("ann", Question, guest: "visitor")).Sources);

        var (deleted, body) = await server.SendAsync("ann", HttpMethod.Delete, $"/v1/knowledge/{id}");
        Assert.True(deleted == HttpStatusCode.OK && body.GetProperty("deleted").GetBoolean());
        Assert.Contains("do not know", (await server.AskAsync("ann", Question)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync("ann", HttpMethod.Delete, $"/v1/knowledge/{id}")).Status);
        Assert.Empty(Directory.EnumerateFileSystemEntries(server.Folder));
    }

    [Theory(Timeout = Patience)]
    [InlineData("玩具 \"1\".md", "# Q\n<script>alert(1)</script> is an answer.", "text/markdown")]
    [InlineData("table.CSV", "question,answer\nQ,<b>A</b>\n", "text/csv")]
    [InlineData("table.tsv", "question\tanswer\nQ\tA\n", "text/tab-separated-values")]
    [InlineData("page.html.txt", "<html><script>alert(1)</script></html>", "text/plain")]
    [InlineData("no ending", "<html>An answer.</html>", "text/plain")]
    public async Task A_document_is_given_back_to_be_saved_and_never_as_a_page(string name, string text, string type)
    {
        await using var server = await KnowledgeServer.StartAsync();
        var (status, made) = await server.UploadAsync("ann", name, text);
        Assert.Equal(HttpStatusCode.Created, status);
        var address = $"/v1/knowledge/{made.GetProperty("id").GetString()}/content";
        using var content = await server.FetchAsync("ann", address);
        Assert.Equal((type, "utf-8"), (content.Content.Headers.ContentType!.MediaType, content.Content.Headers.ContentType.CharSet));
        Assert.Equal(text, await content.Content.ReadAsStringAsync(Token));
        var disposition = content.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", made.GetProperty("name").GetString()), (disposition.DispositionType, disposition.FileNameStar));
        Assert.Equal("nosniff", Assert.Single(content.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(content.Headers.CacheControl!.NoStore);
        using var another = await server.FetchAsync("bob", address);
        Assert.Equal(HttpStatusCode.NotFound, another.StatusCode);
    }

    [Fact(Timeout = Patience)]
    public async Task Two_users_do_not_see_each_others()
    {
        await using var server = await KnowledgeServer.StartAsync();
        var id = (await server.UploadAsync("ann", "toys.md", Toys)).Body.GetProperty("id").GetString()!;
        Assert.Empty(await IdsAsync(server, "bob"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("bob", $"/v1/knowledge/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync("bob", HttpMethod.Delete, $"/v1/knowledge/{id}")).Status);
        Assert.Equal(0, (await server.GetAsync("bob", "/v1/knowledge/search?q=zorblatt")).Body.GetProperty("data").GetArrayLength());
        Assert.Contains("do not know", (await server.AskAsync("bob", Question)).Text, StringComparison.Ordinal);
        Assert.Equal([id], await IdsAsync(server, "ann"));
    }

    [Fact(Timeout = Patience)]
    public async Task Passages_are_found_with_their_scores_by_either_method()
    {
        await using var server = await KnowledgeServer.StartAsync();
        var id = (await server.UploadAsync("ann", "toys.md", Toys + "\n\n# Where is the shop?\nIn Main Street.")).Body.GetProperty("id").GetString()!;
        var byGet = (await server.GetAsync("ann", "/v1/knowledge/search?q=zorblatt%20tall&limit=1")).Body;
        var byPost = (await server.SendAsync("ann", HttpMethod.Post, "/v1/knowledge/search", JsonContent.Create(new { query = "zorblatt tall", limit = 1 }))).Body;
        Assert.True(JsonElement.DeepEquals(byGet, byPost));
        var passage = byGet.GetProperty("data")[0];
        Assert.Equal(1, byGet.GetProperty("data").GetArrayLength());
        Assert.Equal((id, "toys.md", "How tall is a zorblatt?", 1),
            (passage.GetProperty("document").GetString(), passage.GetProperty("file").GetString(), passage.GetProperty("heading").GetString(), passage.GetProperty("line").GetInt32()));
        Assert.InRange(passage.GetProperty("score").GetDouble(), 0.3, 1.2);
    }

    [Theory(Timeout = Patience)]
    [InlineData("/v1/knowledge/search", "q")]
    [InlineData("/v1/knowledge/search?q=%20", "q")]
    [InlineData("/v1/knowledge/search?q=a&limit=0", "limit")]
    [InlineData("/v1/knowledge/search?q=a&limit=51", "limit")]
    [InlineData("/v1/knowledge/search?q=a&limit=many", "limit")]
    public async Task A_search_that_cannot_be_meant_is_refused(string address, string parameter)
    {
        await using var server = await KnowledgeServer.StartAsync();
        var (status, body) = await server.GetAsync("ann", address);
        Assert.Equal((HttpStatusCode.BadRequest, parameter), (status, body.GetProperty("error").GetProperty("param").GetString()));
    }

    [Fact(Timeout = Patience)]
    public async Task Hostile_names_are_labels_and_lead_nowhere()
    {
        await using var server = await KnowledgeServer.StartAsync();
        foreach (var name in (string[])["../../x", "CON", "a\u202Eb", "..\\..\\y.md", "/etc/passwd", new('n', 3000), "' OR 1=1 --", "\"; rm -rf"])
        {
            var (status, body) = await server.UploadAsync("ann", name, "# A question\nAn answer.");
            Assert.Equal(HttpStatusCode.Created, status);
            Assert.DoesNotMatch(@"[/\\\p{C}]", body.GetProperty("name").GetString()!);
        }

        Assert.Equal(8, (await IdsAsync(server, "ann")).Distinct().Count());
        Assert.Single(Directory.EnumerateFileSystemEntries(server.Folder));
        foreach (var id in (string[])["..%2f..%2fetc%2fpasswd", "%00", "a:b|c*?", "../search", new('a', 5000)])
        {
            Assert.InRange((int)(await server.SendAsync("ann", HttpMethod.Delete, $"/v1/knowledge/{id}")).Status, 400, 499);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task What_cannot_be_used_is_refused_in_a_sentence_and_nothing_is_kept()
    {
        await using var server = await KnowledgeServer.StartAsync();
        (string Name, byte[] Bytes)[] wrong =
        [
            ("empty.md", []), ("zip.docx", [0x50, 0x4B, 3, 4]), ("binary.md", [1, 0, 2]), ("latin.txt", [0xE4, 0xFC, 0xFF]), ("table.csv", "a,b\n1,2"u8.ToArray()),
        ];
        foreach (var (name, bytes) in wrong)
        {
            var (status, body) = await server.UploadAsync("ann", name, bytes);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.EndsWith(".", body.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        var (none, _) = await server.SendAsync("ann", HttpMethod.Post, "/v1/knowledge", new MultipartFormDataContent { { new StringContent("x"), "other" } });
        Assert.Equal(HttpStatusCode.BadRequest, none);
        Assert.Empty(Directory.EnumerateFileSystemEntries(server.Folder));
    }

    [Fact(Timeout = Patience)]
    public async Task A_hundred_megabytes_are_refused_by_their_length()
    {
        await using var server = await KnowledgeServer.StartAsync();
        HttpStatusCode status;
        try
        {
            (status, _) = await server.UploadAsync("ann", "huge.md", new byte[100 << 20]);
        }
        catch (HttpRequestException)
        {
            status = HttpStatusCode.RequestEntityTooLarge; // the server hung up while it was sent
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Empty(await IdsAsync(server, "ann"));
    }

    [Fact(Timeout = Patience)]
    public async Task More_documents_than_the_limit_are_refused()
    {
        await using var server = await KnowledgeServer.StartAsync(new ShelfOptions { Documents = 3 });
        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i => (await server.UploadAsync("ann", "a.md", $"# Q{i}\nA.")).Status));
        Assert.Equal(3, statuses.Count(s => s == HttpStatusCode.Created));
        Assert.Equal(17, statuses.Count(s => s == HttpStatusCode.BadRequest));
        Assert.Equal(HttpStatusCode.Created, (await server.UploadAsync("bob", "a.md", "# Q\nA.")).Status);
    }

    [Fact(Timeout = Patience)]
    public async Task A_server_that_takes_none_says_so()
    {
        await using var served = await ServedTest.StartAsync();
        Assert.Equal(HttpStatusCode.NotImplemented, (await served.Client.GetAsync("/v1/knowledge", Token)).StatusCode);
    }

    private static async Task<string[]> IdsAsync(KnowledgeServer server, string user) =>
        [.. (await server.GetAsync(user, "/v1/knowledge")).Body.GetProperty("data").EnumerateArray().Select(d => d.GetProperty("id").GetString()!)];
}
