using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Piper;

namespace LinlyTalker.Bench.Voice.Piper;

/// <summary>The Piper voices of the store, and those that lie in <c>LINLY_TEST_MODELS</c>.</summary>
internal static class PiperVoices
{
    public static async Task<PiperEngine> OpenAsync(IPhonemizer phonemizer, PiperOptions? options = null)
    {
        var folders = await FoldersAsync();
        return new(() => folders, phonemizer, options ?? new() { Noted = Console.WriteLine });
    }

    public static async Task<IReadOnlyList<ModelFolder>> FoldersAsync()
    {
        var store = ModelStore.FromEnvironment();
        var folders = store.Names().Where(store.Has).Select(store.Open).Where(f => f.Description.Family == "piper").ToList();
        if (folders.Count == 0 && Environment.GetEnvironmentVariable("LINLY_TEST_MODELS") is { Length: > 0 } models)
        {
            foreach (var voice in Directory.GetDirectories(models, "piper-*"))
            {
                folders.Add(await LinkAsync(voice));
            }
        }

        return folders;
    }

    private static async Task<ModelFolder> LinkAsync(string voice)
    {
        var home = Directory.CreateTempSubdirectory("linly-bench-").FullName;
        var folder = Directory.CreateDirectory(Path.Combine(home, Path.GetFileName(voice))).FullName;
        string[] files = [.. Directory.GetFiles(voice, "*.onnx"), .. Directory.GetFiles(voice, "*.onnx.json")];
        foreach (var file in files)
        {
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(file)), file);
        }

        var description = new ModelDescription { Kind = "voice", Family = "piper", Version = "1", Licence = "unknown", Files = [] };
        return await ModelFolderWriter.WriteAsync(folder, description, files.Select(f => Path.GetFileName(f)!));
    }
}
