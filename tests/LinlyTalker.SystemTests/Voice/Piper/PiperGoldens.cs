using System.Text.Json;
using System.Text.Json.Nodes;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.SystemTests.Voice.Piper;

/// <summary>What Piper 1.8 with its own espeak-ng 1.52 made of texts, and the voice it made it with.</summary>
internal static class PiperGoldens
{
    private const string Voice = "piper-en-us-joe-medium";

    /// <summary>The items of <c>piper.json</c> or <c>ids-300.json</c>; skips the test where they are absent.</summary>
    public static IReadOnlyList<JsonNode> Items(string file)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("LINLY_GOLDENS") ?? "", "piper", file);
        if (!File.Exists(path))
        {
            Assert.Skip($"LINLY_GOLDENS is not set to a folder that holds piper/{file}.");
        }

        return [.. JsonNode.Parse(File.ReadAllBytes(path))!["items"]!.AsArray().Select(i => i!)];
    }

    /// <summary>float32 samples of the file beside the goldens.</summary>
    public static float[] Audio(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Environment.GetEnvironmentVariable("LINLY_GOLDENS")!, "piper", file));
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray();
    }

    /// <summary>The folder of the real voice; skips the test where it is absent.</summary>
    public static string Folder()
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("LINLY_TEST_MODELS") ?? "", Voice);
        if (!Directory.Exists(folder))
        {
            Assert.Skip($"LINLY_TEST_MODELS is not set: it names a folder with the voice {Voice}.");
        }

        return folder;
    }

    /// <summary>The real voice as a model folder named <c>joe</c>, of links.</summary>
    public static async Task<ModelFolder> LinkedAsync(string home, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, "joe")).FullName;
        foreach (var file in (string[])[Model(), Config()])
        {
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(file)), file);
        }

        var description = new ModelDescription { Kind = "voice", Family = "piper", Version = "1.0.0", Licence = "MIT", Files = [] };
        return await ModelFolderWriter.WriteAsync(
            folder, description, [Path.GetFileName(Model()), Path.GetFileName(Config())], cancellation);
    }

    public static string Model() => Directory.GetFiles(Folder(), "*.onnx").Single();

    public static string Config() => Directory.GetFiles(Folder(), "*.onnx.json").Single();

    public static T[] Numbers<T>(JsonNode list) => list.Deserialize<T[]>()!;
}
