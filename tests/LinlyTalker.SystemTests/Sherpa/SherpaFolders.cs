using LinlyTalker.Models.Folders;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>Model folders of a test: of networks written by hand, or of links to real files.</summary>
internal sealed class SherpaFolders : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("linly-sherpa-");

    /// <summary>A folder of real small models, whose place the environment names.</summary>
    public static string Real(string name)
    {
        var folder = Environment.GetEnvironmentVariable("LINLY_TEST_MODELS");
        var path = Path.Combine(folder ?? "", name);
        if (folder is null || !Directory.Exists(path))
        {
            Assert.Skip($"{name} is not here: set LINLY_TEST_MODELS to a folder of small real models (docs/models.md says which).");
        }

        return path;
    }

    /// <summary>Writes files, and describes them by their roles.</summary>
    /// <param name="files">By role: the file's name and what is in it.</param>
    public ModelFolder Write(string family, string kind, params (string Role, string Name, byte[] Bytes)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root.FullName, $"{family}-{Guid.NewGuid():N}"[..20])).FullName;
        foreach (var (_, name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }

        return Describe(folder, family, kind, files.ToDictionary(f => f.Role, f => f.Name));
    }

    /// <summary>Whisper tiny.en of the real models.</summary>
    public ModelFolder Whisper()
    {
        var real = Real("whisper-tiny.en");
        var folder = root.CreateSubdirectory("whisper").FullName;
        foreach (var file in Directory.EnumerateFiles(real))
        {
            File.Delete(Path.Combine(folder, Path.GetFileName(file)));
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(file)), file);
        }

        return Describe(folder, "whisper", "recogniser", new Dictionary<string, string>
        {
            ["encoder"] = "tiny.en-encoder.int8.onnx", ["decoder"] = "tiny.en-decoder.int8.onnx", ["tokens"] = "tiny.en-tokens.txt",
        });
    }

    public void Dispose() => root.Delete(recursive: true);

    private static ModelFolder Describe(string folder, string family, string kind, Dictionary<string, string> roles) =>
        ModelFolderWriter.Write(folder, new ModelDescription
        {
            Kind = kind, Family = family, Roles = roles, Version = "1", Licence = "none",
            Files =
            [
                .. Directory.EnumerateFiles(folder).Where(f => !f.EndsWith("model.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                    .Select(f => new ModelFile(Path.GetFileName(f), Length(f), new string('0', 64))),
            ],
        });

    private static long Length(string path)
    {
        using var stream = File.OpenRead(path);
        return stream.Length;
    }
}
