using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Retrieval;
using LinlyTalker.Brain.Shelves;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Security;
using LinlyTalker.Tests.Brain;
using LinlyTalker.Tests.Server.Security;

namespace LinlyTalker.Tests.Server.Knowledge;

/// <summary>A server whose companion knows the shop, and that takes documents of two users with keys.</summary>
internal sealed class KnowledgeServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeKeys keys = new();
    private readonly Dictionary<string, string> secrets = [];
    private readonly KnowledgeShelves shelves;
    private readonly KnowledgeBase common;
    private ServedTest served = null!;

    private KnowledgeServer(TextAnalyser analyser, KnowledgeBase common, ShelfOptions options)
    {
        this.common = common;
        shelves = new KnowledgeShelves(folder.Path, analyser, options, TimeProvider.System);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Folder => folder.Path;

    public static async Task<KnowledgeServer> StartAsync(ShelfOptions? options = null)
    {
        var analyser = new TextAnalyser(Synonyms.Default);
        var shop = await KnowledgeBase.OpenAsync(Path.Combine(House.Repository.Root, "knowledge/shop/en"), null, analyser, Token);
        var server = new KnowledgeServer(analyser, shop, options ?? new ShelfOptions());
        foreach (var user in (string[])["ann", "bob"])
        {
            server.secrets[user] = server.keys.Add(user).Secret;
        }

        var parts = new ServerParts
        {
            Engines = new FakeEngines { Brain = new PersonalResponder(new SearchedBase(shop), server.shelves) },
            Knowledge = server.shelves,
            Keys = server.keys,
        };
        server.served = await ServedTest.StartAsync(
            parts, new ServerOptions { Port = 0, Drain = TimeSpan.FromSeconds(1), Access = new AccessOptions { RequireKey = true } });
        return server;
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string user, HttpMethod method, string address, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secrets[user]);
        using var answer = await served.Client.SendAsync(request, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        return (answer.StatusCode, text.Length > 0 ? JsonDocument.Parse(text).RootElement.Clone() : default); // of a bad address the web server says no word
    }

    /// <returns>To be disposed.</returns>
    public async Task<HttpResponseMessage> FetchAsync(string user, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secrets[user]);
        return await served.Client.SendAsync(request, Token);
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string user, string address) => SendAsync(user, HttpMethod.Get, address);

    public Task<(HttpStatusCode Status, JsonElement Body)> UploadAsync(string user, string name, string text) =>
        UploadAsync(user, name, Encoding.UTF8.GetBytes(text));

    public Task<(HttpStatusCode Status, JsonElement Body)> UploadAsync(string user, string name, byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = name };
        return SendAsync(user, HttpMethod.Post, "/v1/knowledge", new MultipartFormDataContent { content });
    }

    /// <returns>The answer and the names of its sources.</returns>
    public async Task<(string Text, string[] Sources)> AskAsync(string user, string question, string? guest = null)
    {
        var (status, body) = await SendAsync(
            user, HttpMethod.Post, "/v1/chat/completions",
            JsonContent.Create(new { user = guest, messages = new[] { new { role = "user", content = question } } }));
        Assert.Equal(HttpStatusCode.OK, status);
        var message = body.GetProperty("choices")[0].GetProperty("message");
        return (
            message.GetProperty("content").GetString()!,
            [.. message.GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("file").GetString()!)]);
    }

    public async ValueTask DisposeAsync()
    {
        await served.DisposeAsync();
        shelves.Dispose();
        common.Dispose();
        folder.Dispose();
    }
}
