using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using LinlyTalker.Core.Signal.Wav;
using LinlyTalker.Ears.Turns;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.SystemTests.Ears.Turns;

/// <summary>The real model, and what it says of eight clips in Python (numpy and ONNX Runtime).</summary>
internal static class SmartTurnFixture
{
    public const string Model = "smart-turn-v3.2";

    /// <summary>The model's file; skips the test where it is absent.</summary>
    public static string File()
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("LINLY_TEST_MODELS") ?? "", Model, "smart-turn-v3.2-cpu.onnx");
        if (!System.IO.File.Exists(path))
        {
            Assert.Skip($"LINLY_TEST_MODELS is not set: it names a folder with {Model}.");
        }

        return path;
    }

    /// <summary>The model in a folder of its own under <paramref name="home"/>, as a link.</summary>
    public static async Task<SmartTurnDetector> OpenAsync(string home, CancellationToken cancellation)
    {
        var file = File();
        var folder = Directory.CreateDirectory(Path.Combine(home, "smart-turn")).FullName;
        System.IO.File.CreateSymbolicLink(Path.Combine(folder, "model.onnx"), file);
        var description = new ModelDescription { Kind = "turn-detector", Family = "smart-turn", Version = "3.2", Licence = "BSD-2-Clause", Files = [] };
        return new SmartTurnDetector(await ModelFolderWriter.WriteAsync(folder, description, ["model.onnx"], cancellation));
    }

    public static IReadOnlyList<JsonNode> Clips() =>
        [.. JsonNode.Parse(System.IO.File.ReadAllBytes(Golden("smart-turn.json")))!["clips"]!.AsArray().Select(c => c!)];

    public static float[] Samples(JsonNode clip) => WavFile.Read(Golden(clip["file"]!.GetValue<string>())).Samples.ToArray();

    public static float[] Floats(string file) => MemoryMarshal.Cast<byte, float>(System.IO.File.ReadAllBytes(Golden(file))).ToArray();

    private static string Golden(string file)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("LINLY_GOLDENS") ?? "", "smart-turn", file);
        if (!System.IO.File.Exists(path))
        {
            Assert.Skip($"LINLY_GOLDENS is not set to a folder that holds smart-turn/{file}.");
        }

        return path;
    }
}
