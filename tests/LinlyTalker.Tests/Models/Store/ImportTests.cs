using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Tests.Models.Store;

public sealed class ImportTests : IDisposable
{
    private readonly StoreFixture fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task One_file_becomes_a_model_of_the_users_own()
    {
        var file = fixture.Write("source/chat.gguf", "GGUFweights");
        var store = fixture.Store();

        await store.ImportAsync(new ImportRequest(file, "mine") { Kind = "chat", Licence = "Apache-2.0" }, Token);
        File.Delete(file);

        var folder = store.Open("mine");
        Assert.Equal("GGUFweights", File.ReadAllText(folder.PathOf("chat.gguf")));
        Assert.Equal(("chat", "Apache-2.0"), (folder.Description.Kind, folder.Description.Licence));
        Assert.True(store.IsOwn("mine"));
        Assert.StartsWith(fixture.Home.Data, folder.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_taken_with_its_folders_and_without_what_is_hidden()
    {
        fixture.Write("source/a.bin", "a");
        fixture.Write("source/deep/b.txt", "b");
        fixture.Write("source/.git/config", "c");
        fixture.Write("source/deep/.DS_Store", "d");

        var folder = await fixture.Store().ImportAsync(new ImportRequest(fixture.Source, "mine") { Kind = "voice" }, Token);

        Assert.Equal(["a.bin", "deep/b.txt"], folder.Description.Files.Select(file => file.Path));
        Assert.Empty(await folder.FindFaultsAsync(cancellation: Token));
    }

    [Fact]
    public async Task Linked_files_stay_where_they_are()
    {
        var file = fixture.Write("source/chat.gguf", "GGUFweights");

        var folder = await fixture.Store().ImportAsync(new ImportRequest(file, "mine") { Kind = "chat", Link = true }, Token);

        Assert.Equal(file, new FileInfo(folder.PathOf("chat.gguf")).LinkTarget);
        await folder.VerifyAsync(cancellation: Token);
        File.Delete(file);
        Assert.Throws<ModelMissingException>(() => folder.PathOf("chat.gguf"));
    }

    [Fact]
    public async Task A_model_folder_keeps_its_description_and_a_damaged_one_is_refused()
    {
        fixture.Write("source/w", "weights");
        var description = new ModelDescription { Kind = "voice", Version = "3", Licence = "MIT", SampleRate = 22_050, Files = [] };
        await ModelFolderWriter.WriteAsync(fixture.Source, description, ["w"], Token);
        var store = fixture.Store();

        var folder = await store.ImportAsync(new ImportRequest(fixture.Source, "good"), Token);
        Assert.Equal(("3", 22_050), (folder.Description.Version, folder.Description.SampleRate));

        fixture.Write("source/w", "weightz");
        await Assert.ThrowsAsync<ModelFormatException>(() => store.ImportAsync(new ImportRequest(fixture.Source, "bad"), Token));
        Assert.Equal(["good"], store.Names());
    }

    [Theory]
    [InlineData("../up", "cannot be a model's name")]
    [InlineData("Mine", "cannot be a model's name")]
    [InlineData("taken", "already")]
    public async Task A_name_that_cannot_be_or_is_taken_is_refused(string name, string words)
    {
        fixture.Write("source/w", "weights");
        var store = fixture.Store();
        await store.ImportAsync(new ImportRequest(fixture.Source, "taken") { Kind = "test" }, Token);

        var fault = await Assert.ThrowsAsync<InputException>(() => store.ImportAsync(new ImportRequest(fixture.Source, name) { Kind = "test" }, Token));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_to_import_is_said()
    {
        fixture.Write("source/w", "weights");
        Directory.CreateDirectory(fixture.PathOf("empty"));
        var store = fixture.Store();

        async Task<string> Refusal(string path, string? kind) =>
            (await Assert.ThrowsAsync<InputException>(() => store.ImportAsync(new ImportRequest(path, "m") { Kind = kind }, Token))).Message;

        Assert.Contains("--kind", await Refusal(fixture.Source, null), StringComparison.Ordinal);
        Assert.Contains("no files", await Refusal(fixture.PathOf("empty"), "test"), StringComparison.Ordinal);
        Assert.Contains("no file or folder", await Refusal(fixture.PathOf("nowhere"), "test"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_is_is_told_by_its_files_and_what_its_papers_say_is_written_down()
    {
        new SampleNetwork { Metadata = { ["model_type"] = "sense_voice_ctc" } }.Write(fixture.PathOf("source", "model.int8.onnx"));
        fixture.Write("source/tokens.txt", "a 0");
        fixture.Write("source/README.md", "---\nlicense: apache-2.0\n---\n# A model");
        var reports = new Reports<ImportProgress>();

        var folder = await fixture.Store().ImportAsync(new ImportRequest(fixture.Source, "mine") { Progress = reports }, Token);

        Assert.Equal(("recogniser", "sense-voice", "apache-2.0; see README.md"), (folder.Description.Kind, folder.Description.Family, folder.Description.Licence));
        Assert.Equal(folder.PathOf("model.int8.onnx"), folder.RolePath("model"));
        Assert.Equal(folder.Size, reports.All[^1].Bytes);
        await folder.VerifyAsync(cancellation: Token);
    }

    [Fact]
    public async Task A_damaged_network_is_refused_and_nothing_is_left()
    {
        fixture.Write("source/model.onnx", "<html>Not found</html>");
        fixture.Write("source/other.gguf", "<html>");
        var store = fixture.Store();

        var fault = await Assert.ThrowsAsync<ModelFormatException>(() => store.ImportAsync(new ImportRequest(fixture.Source, "m") { Kind = "voice" }, Token));

        Assert.Contains("1 more", fault.Message, StringComparison.Ordinal);
        Assert.Empty(store.Names());
        Assert.True(!Directory.Exists(fixture.Home.OwnModels) || !Directory.EnumerateFileSystemEntries(fixture.Home.OwnModels).Any());
    }

    [Fact]
    public async Task A_model_that_is_almost_one_is_told_what_it_lacks_and_an_unknown_one_is_kept_with_a_word()
    {
        new SampleNetwork { Outputs = { "n_layer_cross_k", "n_layer_cross_v" } }.Write(fixture.PathOf("source", "tiny-encoder.onnx"));
        var store = fixture.Store();

        var fault = await Assert.ThrowsAsync<InputException>(() => store.ImportAsync(new ImportRequest(fixture.Source, "m"), Token));
        Assert.Contains("its decoder is not beside it", fault.Message, StringComparison.Ordinal);

        var reports = new Reports<ImportProgress>();
        var folder = await store.ImportAsync(new ImportRequest(fixture.Source, "m") { Kind = "recogniser", Progress = reports }, Token);
        Assert.Null(folder.Description.Family);
        Assert.Contains(reports.All, report => report.Note?.Contains("no family that is known here", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task An_import_that_is_stopped_leaves_nothing()
    {
        fixture.Write("source/w", "weights");
        using var stop = new CancellationTokenSource();
        var stopAtOnce = new Reacting<ImportProgress>(_ => stop.Cancel());
        var store = fixture.Store();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            store.ImportAsync(new ImportRequest(fixture.Source, "m") { Kind = "test", Progress = stopAtOnce }, stop.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(fixture.Home.OwnModels));
    }

    [Fact]
    public async Task What_a_killed_import_left_is_swept_by_a_later_one_and_one_under_way_is_let_be()
    {
        fixture.Write("source/w", "weights");
        var dead = Directory.CreateDirectory(Path.Combine(fixture.Home.OwnModels, ".importing-dead"));
        var alive = Directory.CreateDirectory(Path.Combine(fixture.Home.OwnModels, ".importing-alive"));
        dead.LastWriteTimeUtc = DateTime.UtcNow.AddDays(-2);

        await fixture.Store().ImportAsync(new ImportRequest(fixture.Source, "m") { Kind = "test" }, Token);

        dead.Refresh();
        Assert.False(dead.Exists);
        Assert.True(alive.Exists);
    }

    [Fact]
    public async Task The_users_own_model_comes_before_a_fetched_one_of_the_same_name()
    {
        fixture.Write("source/w", "fetched");
        var own = fixture.Write("own/w", "own");
        var store = fixture.Store(StoreFixture.Entry("m", fixture.Local, """{"from":"w","to":"w"}"""));
        await store.PullAsync(store.Catalogue.Entries, cancellation: Token);

        await store.ImportAsync(new ImportRequest(own, "m") { Kind = "test" }, Token);
        Assert.Equal("own", File.ReadAllText(store.Open("m").PathOf("w")));

        store.Remove("m");
        Assert.Equal("fetched", File.ReadAllText(store.Open("m").PathOf("w")));
    }
}
