using System.Net;
using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Hosting;
using LinlyTalker.Server.Parts;
using LinlyTalker.Server.Security;
using LinlyTalker.Tests.Server.Avatars;
using LinlyTalker.Tests.Server.Security;

namespace LinlyTalker.Tests.Server.Erasing;

public class ErasureTests
{
    private const int Patience = 30_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task All_of_a_user_is_erased_and_counted_and_nothing_of_another_user()
    {
        var (keys, avatars) = (new FakeKeys(), new FakeAvatars());
        var (anna, ben) = (keys.Add("anna").Secret, keys.Add("ben").Secret);
        await using var served = await StartAsync(keys, avatars, avatars);
        foreach (var owner in new UserId[] { new("anna"), new("anna"), new("ben") })
        {
            await avatars.CreateAsync(new NewAvatar("Me", DateTimeOffset.UnixEpoch), new MemoryStream([1]), owner, Token);
        }

        using var minted = await SendAsync(served, HttpMethod.Post, "/v1/realtime/client_secrets", anna, "{}");
        Assert.Equal(HttpStatusCode.OK, minted.StatusCode);

        using var answer = await SendAsync(served, HttpMethod.Delete, "/v1/me/data", anna);
        Assert.Equal("""{"object":"user.data.deleted","deleted":true,"erased":{"avatars":2,"client_secrets":1}}""", await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal(["hopper"], avatars.Of(new UserId("anna")).Select(a => a.Id));
        Assert.Equal(2, avatars.Of(new UserId("ben")).Count);

        using var again = await SendAsync(served, HttpMethod.Delete, "/v1/me/data", anna);
        Assert.Contains("""{"avatars":0,"client_secrets":0}""", await again.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using var others = await SendAsync(served, HttpMethod.Delete, "/v1/me/data", ben);
        Assert.Contains("\"avatars\":1", await others.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_place_that_fails_is_named_and_keeps_no_other_from_erasing()
    {
        var (keys, avatars) = (new FakeKeys(), new FakeAvatars());
        var anna = keys.Add("anna").Secret;
        await using var served = await StartAsync(keys, avatars, new Full("films", new LinlyException("The disk is read-only.")), new Full("notes", new InvalidOperationException("secret")), avatars);
        await avatars.CreateAsync(new NewAvatar("Me", DateTimeOffset.UnixEpoch), new MemoryStream([1]), new UserId("anna"), Token);
        using var answer = await SendAsync(served, HttpMethod.Delete, "/v1/me/data", anna);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("error");
        Assert.Equal("not_all_erased", error.GetProperty("code").GetString());
        Assert.Contains("films (The disk is read-only.), notes.", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(["hopper"], avatars.Of(new UserId("anna")).Select(a => a.Id));
    }

    private static Task<ServedTest> StartAsync(FakeKeys keys, IAvatars avatars, params IErasable[] places) => ServedTest.StartAsync(
        new ServerParts { Engines = new FakeEngines(), Keys = keys, Avatars = avatars, Erasables = places },
        new ServerOptions { Port = 0, Drain = TimeSpan.FromSeconds(1), Access = new AccessOptions { RequireKey = true } });

    private static async Task<HttpResponseMessage> SendAsync(ServedTest served, HttpMethod method, string path, string key, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", key);
        request.Content = json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        return await served.Client.SendAsync(request, Token);
    }

    /// <summary>Cannot erase.</summary>
    private sealed class Full(string kept, Exception why) : IErasable
    {
        public string Kept => kept;

        public Task<int> EraseAsync(UserId user, CancellationToken cancellation = default) => throw why;
    }
}
