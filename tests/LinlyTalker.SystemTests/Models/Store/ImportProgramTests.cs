using LinlyTalker.Models.Homes;
using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Store;

namespace LinlyTalker.SystemTests.Models.Store;

/// <summary><c>linly models import</c> on real models, as a person runs it.</summary>
public sealed class ImportProgramTests : IDisposable
{
    private const int Limit = 120_000;

    private readonly string home = Directory.CreateTempSubdirectory("linly-import-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Theory(Timeout = Limit)]
    [InlineData("whisper-tiny.en", "recogniser", "whisper", "decoder,encoder,tokens", 16_000)]
    [InlineData("piper-en-us-joe-medium", "voice", "piper", "config,model", 22_050)]
    [InlineData("smart-turn-v3.2", "turn-detector", "smart-turn", "model", 16_000)]
    [InlineData("smollm2-135m-instruct", "chat", "gguf", "model", null)]
    public async Task A_folder_as_people_have_it_is_taken_without_a_word_of_what_it_is(string name, string kind, string family, string roles, int? rate)
    {
        var answer = await new LinlyProgram(home).RunAsync(Token, "models", "import", Given(name), "--as", name, "--link");

        Assert.Equal(0, answer.Code);
        Assert.Contains($"{kind} of the family {family}", answer.Error, StringComparison.Ordinal);
        var folder = new ModelStore(LinlyHome.Under(home), ModelCatalogue.Shipped).Open(name);
        Assert.Equal((kind, family, rate), (folder.Description.Kind, folder.Description.Family, folder.Description.SampleRate));
        Assert.Equal(roles, string.Join(',', folder.Description.Roles!.Keys.Order(StringComparer.Ordinal)));
        await folder.VerifyAsync(cancellation: Token);
    }

    [Fact(Timeout = Limit)]
    public async Task A_network_whose_inside_is_damaged_does_not_load_and_is_refused()
    {
        var source = Directory.CreateDirectory(Path.Combine(home, "given")).FullName;
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Given("smart-turn-v3.2"), "smart-turn-v3.2-cpu.onnx"), Token);

        // The head stays whole; an operator's name within the graph does not.
        var at = bytes.AsSpan().IndexOf("QuantizeLinear"u8);
        bytes[at] = (byte)'X';
        await File.WriteAllBytesAsync(Path.Combine(source, "m.onnx"), bytes, Token);

        var answer = await new LinlyProgram(home).RunAsync(Token, "models", "import", source, "--as", "m");

        Assert.Equal(1, answer.Code);
        Assert.Contains("is not a model that can be loaded", answer.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(home, "data", "models", "m")));
    }

    private static string Given(string name)
    {
        var root = Environment.GetEnvironmentVariable("LINLY_TEST_MODELS");
        if (string.IsNullOrEmpty(root) || !Directory.Exists(Path.Combine(root, name)))
        {
            Assert.Skip($"There is no {name}: set LINLY_TEST_MODELS to a folder that has it.");
        }

        return Path.Combine(root, name);
    }
}
