using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Fetching;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Tests.Models.Store;

public sealed class ModelStoreTests : IDisposable
{
    private readonly StoreFixture fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task A_pulled_model_says_its_family_and_which_file_plays_which_role()
    {
        new SampleNetwork { Metadata = { ["model_type"] = "sense_voice_ctc" } }.Write(fixture.PathOf("source", "model.int8.onnx"));
        fixture.Write("source/tokens.txt", "a 0");
        var entry = StoreFixture.Entry("m", fixture.Local, """{"from":"model.int8.onnx","to":"model.int8.onnx"},{"from":"tokens.txt","to":"tokens.txt"}""");
        var store = fixture.Store(entry.Replace("\"kind\":\"test\"", "\"kind\":\"recogniser\",\"family\":\"sense-voice\"", StringComparison.Ordinal));

        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);

        var folder = store.Open("m");
        Assert.Equal(("sense-voice", 16_000), (folder.Description.Family, folder.Description.SampleRate));
        Assert.Equal(folder.PathOf("model.int8.onnx"), folder.RolePath("model"));
    }

    [Fact]
    public async Task A_pulled_model_opens_with_what_the_catalogue_says_of_it()
    {
        fixture.Write("source/deep/weights.bin", "weights");
        var store = fixture.Store(StoreFixture.Entry("m", fixture.Local, File("deep/weights.bin", "model.onnx", "weights")));

        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);

        var folder = store.Open("m");
        Assert.Equal("weights", System.IO.File.ReadAllText(folder.PathOf("model.onnx")));
        Assert.Equal("MIT", folder.Description.Licence);
        Assert.Equal(["m"], store.Names());
        Assert.Empty(System.IO.Directory.EnumerateDirectories(Path.Combine(fixture.Home.FetchedModels, ".staging")));
    }

    [Fact]
    public async Task A_second_pull_fetches_nothing_and_hashes_nothing()
    {
        fixture.Write("source/w", "weights");
        var store = fixture.Store(StoreFixture.Entry("m", fixture.Local, File("w", "w", "weights")));
        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);
        System.IO.File.Delete(Path.Combine(fixture.Source, "w"));

        var reports = new Reports<PullProgress>();
        await store.PullAsync(store.Catalogue.Entries, reports, Token);

        Assert.Equal([PullStep.AlreadyHere], reports.All.Select(report => report.Step));
    }

    [Fact]
    public async Task A_changed_file_is_fetched_again_and_a_touched_one_only_hashed()
    {
        fixture.Write("source/w", "weights");
        var store = fixture.Store(StoreFixture.Entry("m", fixture.Local, File("w", "w", "weights")));
        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);
        var file = store.Open("m").PathOf("w");

        System.IO.File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.False(store.IsReady(store.Catalogue.Entries[0]));
        var reports = new Reports<PullProgress>();
        await store.PullAsync(store.Catalogue.Entries, reports, Token);
        Assert.Equal([PullStep.AlreadyHere], reports.All.Select(report => report.Step));

        System.IO.File.WriteAllText(file, "Weights");
        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);
        Assert.Equal("weights", System.IO.File.ReadAllText(file));
    }

    [Fact]
    public async Task What_a_killed_program_left_a_week_ago_is_swept_and_younger_downloads_are_kept()
    {
        fixture.Write("source/w", "weights");
        var old = fixture.Write("home/cache/downloads/packages-old/p.tgz", "old");
        var young = fixture.Write("home/cache/downloads/young.part", "young");
        Directory.SetLastWriteTimeUtc(Path.GetDirectoryName(old)!, DateTime.UtcNow.AddDays(-8));
        var store = fixture.Store(StoreFixture.Entry("m", fixture.Local, File("w", "w", "weights")));

        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);

        Assert.False(System.IO.File.Exists(old));
        Assert.True(System.IO.File.Exists(young));
    }

    [Fact]
    public async Task A_new_version_in_the_catalogue_replaces_the_old_one_whole()
    {
        fixture.Write("source/a", "old");
        fixture.Write("source/b", "new");
        var old = fixture.Store(StoreFixture.Entry("m", fixture.Local, File("a", "a", "old")));
        await old.PullAsync(old.Catalogue.Entries, cancellation: Token);

        var store = fixture.Store(StoreFixture.Entry("m", fixture.Local, File("b", "b", "new"), version: "2"));
        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);

        Assert.Equal("2", store.Open("m").Description.Version);
        Assert.False(System.IO.File.Exists(Path.Combine(store.Open("m").Location, "a")));
    }

    [Fact]
    public async Task A_file_of_another_hash_is_refused_and_nothing_is_left()
    {
        fixture.Write("source/w", "tampered");
        var store = fixture.Store(StoreFixture.Entry("m", fixture.Local, $$"""{"from":"w","to":"w","sha256":"{{Hash("weights")}}"}"""));

        var fault = await Assert.ThrowsAsync<FetchException>(() => store.PullAsync(store.Catalogue.Entries, cancellation: Token));

        Assert.Contains(Hash("tampered"), fault.Message, StringComparison.Ordinal);
        Assert.False(store.Has("m"));
        Assert.Throws<ModelMissingException>(() => store.Open("m"));
    }

    [Fact]
    public async Task A_larger_file_than_the_catalogue_says_is_not_read_to_its_end()
    {
        fixture.Write("source/w", new string('x', 100_000));
        var store = fixture.Store(StoreFixture.Entry("m", fixture.Local, """{"from":"w","to":"w","size":10}"""));

        var fault = await Assert.ThrowsAsync<FetchException>(() => store.PullAsync(store.Catalogue.Entries, cancellation: Token));
        Assert.Contains("larger than", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_source_is_tried_when_one_has_the_wrong_file()
    {
        fixture.Write("wrong/w", "tampered");
        fixture.Write("source/w", "weights");
        var wrong = $$"""{"kind":"local","folder":{{System.Text.Json.JsonSerializer.Serialize(fixture.PathOf("wrong"))}}}""";
        var store = fixture.Store(StoreFixture.Entry("m", $"{wrong},{fixture.Local}", File("w", "w", "weights")));

        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);

        await store.Open("m").VerifyAsync(cancellation: Token);
    }

    [Fact]
    public async Task A_pattern_is_held_to_its_count_and_to_the_hash_of_its_list()
    {
        fixture.Write("source/s/a/5.ogg", "one");
        fixture.Write("source/s/b/5.ogg", "two");
        fixture.Write("source/s/b/3.ogg", "not this");
        // What sha256sum prints for the two, hashed.
        var list = Hash($"{Hash("one")}  a/5.ogg\n{Hash("two")}  b/5.ogg\n");
        string Rule(int count, string hash) => $$"""{"from":"s/*/5.ogg","to":".","count":{{count}},"sha256":"{{hash}}"}""";

        var good = fixture.Store(StoreFixture.Entry("m", fixture.Local, Rule(2, list)));
        await good.PullAsync(good.Catalogue.Entries, cancellation: Token);
        Assert.Equal(["a/5.ogg", "b/5.ogg"], good.Open("m").Description.Files.Select(file => file.Path));

        var short_ = fixture.Store(StoreFixture.Entry("n", fixture.Local, Rule(3, list)));
        await Assert.ThrowsAsync<FetchException>(() => short_.PullAsync(short_.Catalogue.Entries, cancellation: Token));
        var other = fixture.Store(StoreFixture.Entry("n", fixture.Local, Rule(2, Hash("x"))));
        await Assert.ThrowsAsync<FetchException>(() => other.PullAsync(other.Catalogue.Entries, cancellation: Token));
    }

    [Fact]
    public async Task A_gzip_file_is_kept_unpacked_and_a_bomb_is_refused()
    {
        Directory.CreateDirectory(fixture.Source);
        Pack("text.gz", Encoding.UTF8.GetBytes("words"));
        Pack("bomb.gz", new byte[5_000_000]);
        var store = fixture.Store(
            StoreFixture.Entry("m", fixture.Local, $$"""{"from":"text.gz","to":"text","unpack":"gzip","size":5,"sha256":"{{Hash("words")}}"}"""),
            StoreFixture.Entry("b", fixture.Local, """{"from":"bomb.gz","to":"bomb","unpack":"gzip","size":1000}"""));

        await store.PullAsync(store.Catalogue.Select(["m"]), cancellation: Token);
        Assert.Equal("words", System.IO.File.ReadAllText(store.Open("m").PathOf("text")));
        await Assert.ThrowsAsync<FetchException>(() => store.PullAsync(store.Catalogue.Select(["b"]), cancellation: Token));
    }

    [Fact]
    public async Task The_installed_package_and_the_machines_own_files_are_used_before_any_client_is_asked()
    {
        fixture.Write("program/native/npm/node_modules/@scope/p/weights/w.onnx", "weights");
        fixture.Write("machine/usr/share/p/w", "weights");
        var store = fixture.Store(
            StoreFixture.Entry("n", """{"kind":"npm","package":"@scope/p","version":"1.0.0"}""", File("weights/w.onnx", "w", "weights")),
            StoreFixture.Entry("d", """{"kind":"debian","package":"p-data"}""", File("usr/share/p/w", "w", "weights")));

        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);

        Assert.True(store.Has("n") && store.Has("d"));
    }

    [Fact]
    public async Task Two_pulls_at_once_fetch_once()
    {
        fixture.Write("source/w", "weights");
        var entry = StoreFixture.Entry("m", fixture.Local, File("w", "w", "weights"));
        var reports = Enumerable.Range(0, 8).Select(_ => new Reports<PullProgress>()).ToList();

        await Task.WhenAll(reports.Select(report => Task.Run(
            () =>
            {
                var store = fixture.Store(entry);
                return store.PullAsync(store.Catalogue.Entries, report, Token);
            },
            Token)));

        Assert.Equal(1, reports.Count(report => report.All.Any(one => one.Step == PullStep.Done)));
    }

    [Fact]
    public async Task A_removed_model_is_gone_and_the_message_says_how_to_get_it_back()
    {
        fixture.Write("source/w", "weights");
        var store = fixture.Store(StoreFixture.Entry("m", fixture.Local, File("w", "w", "weights")));
        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);

        store.Remove("m");

        var fault = Assert.Throws<ModelMissingException>(() => store.Open("m"));
        Assert.Contains("linly models pull m", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ModelMissingException>(() => store.Remove("../home"));
    }

    private static string File(string from, string to, string text) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"from":"{{from}}","to":"{{to}}","size":{{text.Length}},"sha256":"{{Hash(text)}}"}""");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private void Pack(string name, byte[] bytes)
    {
        using var file = System.IO.File.Create(Path.Combine(fixture.Source, name));
        using var gzip = new GZipStream(file, CompressionLevel.SmallestSize);
        gzip.Write(bytes);
    }
}
