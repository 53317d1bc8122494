using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.Tests.Models.Folders;

public sealed class ModelFolderTests : IDisposable
{
    // sha256sum of "weights" without a line end.
    private const string HashOfWeights = "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c";

    private readonly ScratchFolder scratch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task What_is_written_is_read_back_and_verified()
    {
        scratch.Write("model.onnx", "weights");
        scratch.Write("extra/tokens.txt", "a\nb\n");
        var description = Description() with
        {
            Family = "whisper",
            Roles = new Dictionary<string, string> { ["encoder"] = "model.onnx", ["tokens"] = "extra/tokens.txt", ["data-dir"] = "extra" },
            SampleRate = 16_000,
            Features = "whisper-80",
            Symbols = ["a", "b"],
            Inputs = new Dictionary<string, string> { ["audio"] = "input_1" },
            Outputs = new Dictionary<string, string> { ["score"] = "Identity" },
            Base = new ModelBase("other", new string('0', 64)),
            TrainedBy = new TrainingRecord("visemes", ["data-1"], 7, 1200, new Dictionary<string, double> { ["loss"] = 0.25 }),
        };

        var written = await ModelFolderWriter.WriteAsync(scratch.Location, description, ["model.onnx", "extra/tokens.txt"], Token);
        var read = ModelFolder.Open(written.Location);

        Assert.Equal("whisper", read.Description.Family);
        Assert.Equal(scratch.PathOf("model.onnx"), read.RolePath("encoder"));
        Assert.Equal(scratch.PathOf("extra"), read.RolePath("data-dir"));
        Assert.Contains("it has data-dir, encoder, tokens", Assert.Throws<ModelMissingException>(() => read.RolePath("joiner")).Message, StringComparison.Ordinal);
        Assert.Equal(16_000, read.Description.SampleRate);
        Assert.Equal("whisper-80", read.Description.Features);
        Assert.Equal(["a", "b"], read.Description.Symbols!);
        Assert.Equal("input_1", read.Description.Inputs!["audio"]);
        Assert.Equal("Identity", read.Description.Outputs!["score"]);
        Assert.Equal(description.Base, read.Description.Base);
        Assert.Equal(0.25, read.Description.TrainedBy!.Metrics["loss"]);
        Assert.Equal(HashOfWeights, read.Description.Files.Single(file => file.Path == "model.onnx").Sha256);
        Assert.Equal(11, read.Size);
        Assert.Equal(scratch.PathOf("extra", "tokens.txt"), read.PathOf("extra/tokens.txt"));
        await read.VerifyAsync(cancellation: Token);
    }

    [Theory]
    [InlineData("Whisper", "encoder", "model.onnx", "the family 'Whisper' is not made of")]
    [InlineData("whisper", "En Coder", "model.onnx", "the role 'En Coder' is not made of")]
    [InlineData("whisper", "encoder", "../model.onnx", "'../model.onnx', which files does not list")]
    [InlineData("whisper", "encoder", "mod", "'mod', which files does not list")]
    public async Task A_family_or_role_that_cannot_be_is_refused(string family, string role, string path, string complaint)
    {
        scratch.Write("model.onnx", "weights");
        var description = Description() with { Family = family, Roles = new Dictionary<string, string> { [role] = path } };

        var fault = await Assert.ThrowsAsync<ModelFormatException>(() => ModelFolderWriter.WriteAsync(scratch.Location, description, ["model.onnx"], Token));

        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_changed_byte_is_found_and_the_command_that_mends_it_is_named()
    {
        scratch.Write("model.onnx", "weights");
        var folder = await ModelFolderWriter.WriteAsync(scratch.Location, Description(), ["model.onnx"], Token);
        scratch.Write("model.onnx", "weightz");

        Assert.NotNull(folder.PathOf("model.onnx"));
        var fault = await Assert.ThrowsAsync<ModelFormatException>(() => folder.VerifyAsync(cancellation: Token));
        Assert.Contains("has changed", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"linly models pull {folder.Name}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_size_or_gone_is_refused_when_asked_for()
    {
        var path = scratch.Write("model.onnx", "weights");
        var folder = await ModelFolderWriter.WriteAsync(scratch.Location, Description(), ["model.onnx"], Token);

        scratch.Write("model.onnx", "cut");
        Assert.Contains("3 bytes", Assert.Throws<ModelFormatException>(() => folder.PathOf("model.onnx")).Message, StringComparison.Ordinal);
        File.Delete(path);
        Assert.Contains("is gone", Assert.Throws<ModelMissingException>(() => folder.PathOf("model.onnx")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_file_of_an_ending_must_be_the_only_one()
    {
        scratch.Write("a.onnx", "weights");
        scratch.Write("b.onnx", "weights");
        scratch.Write("c.txt", "words");
        var folder = await ModelFolderWriter.WriteAsync(scratch.Location, Description(), ["a.onnx", "b.onnx", "c.txt"], Token);

        Assert.Equal(scratch.PathOf("c.txt"), folder.OnlyFile(".txt"));
        Assert.Throws<ModelFormatException>(() => folder.OnlyFile(".onnx"));
        Assert.Throws<ModelMissingException>(() => folder.OnlyFile(".gguf"));
    }

    [Fact]
    public void A_folder_that_is_not_there_names_the_command_that_fetches_it()
    {
        var fault = Assert.Throws<ModelMissingException>(() => ModelFolder.Open(scratch.PathOf("face-mesh")));
        Assert.Contains("linly models pull face-mesh", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("/etc/passwd", "is absolute")]
    [InlineData("../secret", "leads out")]
    [InlineData("a/../../secret", "leads out")]
    [InlineData("a/./b", "leads out")]
    [InlineData("a//b", "an empty part")]
    [InlineData("a/", "an empty part")]
    [InlineData("C:/windows", "everywhere")]
    [InlineData("a\\b", "everywhere")]
    [InlineData("a\nb", "everywhere")]
    [InlineData(".ssh/id", "hidden")]
    [InlineData("a.", "ends in")]
    public void A_path_that_could_leave_the_folder_is_refused(string path, string words)
    {
        Assert.Contains(words, RelativePath.Fault(path), StringComparison.Ordinal);
        var json = $$"""{"format":1,"kind":"k","version":"1","licence":"MIT","files":[{"path":{{System.Text.Json.JsonSerializer.Serialize(path)}},"size":1,"sha256":"{{new string('0', 64)}}"}]}""";
        scratch.Write(ModelFolder.DescriptionName, json);
        Assert.Throws<ModelFormatException>(() => ModelFolder.Open(scratch.Location));
    }

    [Theory]
    [InlineData("ㄅㄚ4/5.ogg")]
    [InlineData("en-us/en-us.lm.bin")]
    public void An_ordinary_path_is_taken(string path) => Assert.Null(RelativePath.Fault(path));

    [Theory]
    [InlineData("", "not a model description")]
    [InlineData("null", "is not an object")]
    [InlineData("[]", "not a model description")]
    [InlineData("""{"format":1,"kind":"k"}""", "version is missing")]
    [InlineData("""{"format":1,"kind":"k","kind":"l"}""", "not a model description")]
    [InlineData("""{"format":1,"kind":"\ud800"}""", "Unicode")]
    [InlineData("""{"format":1,"kind":7}""", "kind is not a text")]
    [InlineData("""{"format":1.5,"kind":"k"}""", "format is not a whole number")]
    [InlineData("""{"kind":"k","version":"1","licence":"MIT","files":[]}""", "format")]
    [InlineData("""{"format":1,"kind":null,"version":"1","licence":"MIT","files":[]}""", "not a model description")]
    [InlineData("""{"format":1,"kind":"k","version":"1","licence":"MIT","files":[]}""", "files is empty")]
    [InlineData("""{"format":1,"kind":"k","version":"1","licence":"MIT","files":[null]}""", "files[0] is not an object")]
    [InlineData("""{"format":1,"kind":" ","version":"1","licence":"MIT","files":[]}""", "kind is empty")]
    [InlineData("""{"format":2,"kind":"k","version":"1","licence":"MIT","files":[]}""", "update LinlyTalker")]
    [InlineData("""{"format":1,"kind":"k","version":"1","licence":"MIT","sampleRate":0,"files":[]}""", "sample rate")]
    [InlineData("""{"format":1,"kind":"k","version":"1","licence":"MIT","files":[{"path":"a","size":1,"sha256":"12"}]}""", "sha256")]
    [InlineData("""{"format":1,"kind":"k","version":"1","licence":"MIT","files":[{"path":"a","size":-1,"sha256":"0000000000000000000000000000000000000000000000000000000000000000"}]}""", "negative")]
    [InlineData("""{"format":1,"kind":"k","version":"1","licence":"MIT","files":[{"path":"model.json","size":1,"sha256":"0000000000000000000000000000000000000000000000000000000000000000"}]}""", "itself")]
    public void A_description_that_cannot_be_is_refused_with_the_reason(string json, string words)
    {
        scratch.Write(ModelFolder.DescriptionName, json);
        var fault = Assert.Throws<ModelFormatException>(() => ModelFolder.Open(scratch.Location));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    private static ModelDescription Description() => new() { Kind = "test", Version = "1", Licence = "MIT", Files = [] };
}
