using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Ears;

/// <summary>The model of the store, else a folder of links to the test models.</summary>
internal sealed class WhisperFolder : IDisposable
{
    private const string Model = "whisper-tiny.en";

    private readonly string path = Directory.CreateTempSubdirectory("linly-bench-").FullName;

    public async Task<ModelFolder> OpenAsync(ModelStore store)
    {
        var loose = Path.Combine(Environment.GetEnvironmentVariable("LINLY_TEST_MODELS") ?? "", Model);
        if (!Directory.Exists(loose))
        {
            return store.Open(Model);
        }

        var folder = Directory.CreateDirectory(Path.Combine(path, Model)).FullName;
        string[] names = ["encoder.int8.onnx", "decoder.int8.onnx", "tokens.txt"];
        foreach (var name in names)
        {
            File.CreateSymbolicLink(Path.Combine(folder, name), Path.Combine(loose, $"tiny.en-{name}"));
        }

        var description = new ModelDescription
        {
            Kind = "recogniser",
            Family = "whisper",
            Version = "1",
            Licence = "MIT",
            Roles = new Dictionary<string, string> { ["encoder"] = names[0], ["decoder"] = names[1], ["tokens"] = names[2] },
            Files = [],
        };
        return await ModelFolderWriter.WriteAsync(folder, description, names);
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
