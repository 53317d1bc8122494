using System.Security.Cryptography;
using LinlyTalker.Models.Fetching;
using LinlyTalker.Models.Store;
using LinlyTalker.Tests.Models.Fetching;

namespace LinlyTalker.Tests.Models.Store;

/// <summary>The store over the web, from a server on this machine.</summary>
public sealed class WebStoreTests : IDisposable
{
    private const int Limit = 30_000;

    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 90_000).Select(i => (byte)(i * 7))];

    private readonly StoreFixture fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Rule => $$"""{"from":"deep/a b.bin","to":"w.bin","size":{{Bytes.Length}},"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(Bytes))}}"}""";

    public void Dispose() => fixture.Dispose();

    [Fact(Timeout = Limit)]
    public async Task A_broken_pull_leaves_no_model_and_the_next_one_goes_on_from_there()
    {
        await using var server = new HostileServer((_, reply) => reply.CutAsync(Bytes, 40_000), (request, reply) => reply.RestAsync(request, Bytes));
        var entry = StoreFixture.Entry("m", Url(server), Rule);
        var first = new ModelStore(fixture.Home, StoreFixture.Catalogue(entry), fixture.Options with { Attempts = 1 });

        await Assert.ThrowsAsync<FetchException>(() => first.PullAsync(first.Catalogue.Entries, cancellation: Token));
        Assert.False(first.Has("m"));

        var second = fixture.Store(entry);
        await second.PullAsync(second.Catalogue.Entries, cancellation: Token);
        await second.Open("m").VerifyAsync(cancellation: Token);
        Assert.Equal("bytes=40000-", server.Requests[1].Range);
        Assert.Equal("/models/deep/a%20b.bin", server.Requests[1].Path);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(fixture.Home.Cache, "downloads")));
    }

    [Theory(Timeout = Limit)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_last_file_fails_the_others_are_not_fetched_again(bool hashIsKnown)
    {
        await using var server = new HostileServer(
            (_, reply) => reply.WholeAsync(Bytes),
            (_, reply) => reply.HeadAsync("404 None", "Content-Length: 0"),
            (request, reply) => hashIsKnown ? reply.WholeAsync(Bytes) : reply.HeadAsync("416 Enough", $"Content-Range: bytes */{Bytes.Length}", "Content-Length: 0"),
            (_, reply) => reply.WholeAsync(Bytes));
        var first = hashIsKnown ? Rule : """{"from":"a.bin","to":"w.bin","about":90000}""";
        var entry = StoreFixture.Entry("m", Url(server), $$"""{{first}},{"from":"b.bin","to":"b.bin","about":90000}""");

        var store = new ModelStore(fixture.Home, StoreFixture.Catalogue(entry), fixture.Options with { Attempts = 1 });
        await Assert.ThrowsAsync<FetchException>(() => store.PullAsync(store.Catalogue.Entries, cancellation: Token));
        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);

        Assert.Equal(2, store.Open("m").Description.Files.Count);
        Assert.Equal(hashIsKnown ? 0 : 1, server.Requests.Skip(2).Count(request => request.Path != "/models/b.bin"));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(fixture.Home.Cache, "downloads")));
    }

    [Fact(Timeout = Limit)]
    public async Task Two_pulls_at_once_ask_the_server_once()
    {
        await using var server = new HostileServer((_, reply) => reply.WholeAsync(Bytes));
        var entry = StoreFixture.Entry("m", Url(server), Rule);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                var store = fixture.Store(entry);
                return store.PullAsync(store.Catalogue.Entries, cancellation: Token);
            },
            Token)));

        Assert.Single(server.Requests);
    }

    [Fact(Timeout = Limit)]
    public async Task The_mirror_is_asked_when_the_first_site_has_not_got_it()
    {
        await using var empty = new HostileServer((_, reply) => reply.HeadAsync("404 None", "Content-Length: 0"));
        await using var full = new HostileServer((_, reply) => reply.WholeAsync(Bytes));
        var store = fixture.Store(StoreFixture.Entry("m", $"{Url(empty)},{Url(full)}", Rule));

        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);

        Assert.True(store.Has("m"));
    }

    [Fact(Timeout = Limit)]
    public async Task Hugging_Face_is_asked_by_its_own_address_or_the_users_mirror()
    {
        await using var server = new HostileServer((_, reply) => reply.WholeAsync(Bytes));
        var entry = StoreFixture.Entry("m", """{"kind":"huggingface","repository":"owner/name","revision":"main"}""", Rule);
        var store = new ModelStore(fixture.Home, StoreFixture.Catalogue(entry), fixture.Options with { HuggingFace = server.Address("").ToString() });

        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);

        Assert.Equal("/owner/name/resolve/main/deep/a%20b.bin", server.Requests[0].Path);
    }

    [Fact(Timeout = Limit)]
    public async Task What_the_first_fetch_brings_is_kept_as_the_hash_where_none_was_known()
    {
        await using var server = new HostileServer((_, reply) => reply.WholeAsync(Bytes));
        var store = fixture.Store(StoreFixture.Entry("m", Url(server), """{"from":"w.bin","to":"w.bin","about":90000}"""));
        Assert.False(store.Catalogue.Entries[0].IsPinned);

        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes)), store.Open("m").Description.Files[0].Sha256);
    }

    private static string Url(HostileServer server) => $$"""{"kind":"url","address":"{{server.Address("models")}}"}""";
}
