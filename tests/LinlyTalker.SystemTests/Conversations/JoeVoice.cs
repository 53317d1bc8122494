using LinlyTalker.Models.Folders;
using LinlyTalker.SystemTests.Sherpa;

namespace LinlyTalker.SystemTests.Conversations;

/// <summary>The real Piper voice as a model folder of links; the test is skipped where it is not here.</summary>
internal static class JoeVoice
{
    public static async Task<ModelFolder> InAsync(string folder)
    {
        var real = SherpaFolders.Real("piper-en-us-joe-medium");
        Directory.CreateDirectory(folder);
        string[] files = [.. Directory.GetFiles(real, "*.onnx"), .. Directory.GetFiles(real, "*.onnx.json")];
        foreach (var file in files)
        {
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(file)), file);
        }

        var description = new ModelDescription { Kind = "voice", Family = "piper", Version = "1", Licence = "none", Files = [] };
        return await ModelFolderWriter.WriteAsync(folder, description, files.Select(f => Path.GetFileName(f)));
    }
}
