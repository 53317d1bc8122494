using System.Text.Json;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Folders;

/// <summary>Describes the files of a folder: hashes them and writes <c>model.json</c>, last and in one move.</summary>
public static class ModelFolderWriter
{
    /// <param name="folder">Holds the files already.</param>
    /// <param name="description">All but the sizes and hashes: <see cref="ModelDescription.Files"/> is filled here.</param>
    /// <param name="paths">Relative, as <see cref="RelativePath"/> wants them.</param>
    /// <exception cref="ModelFormatException">A file is missing or the description cannot be.</exception>
    public static async Task<ModelFolder> WriteAsync(
        string folder, ModelDescription description, IEnumerable<string> paths, CancellationToken cancellation = default)
    {
        var files = new List<ModelFile>();
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            if (RelativePath.Fault(path) is { } fault)
            {
                throw new ModelFormatException($"The path '{path}' {fault}; rename the file.");
            }

            var absolute = RelativePath.Under(folder, path);
            if (!File.Exists(absolute))
            {
                throw new ModelFormatException($"{absolute} is not there, so the model cannot be described.");
            }

            var hash = await FileHash.Sha256Async(absolute, cancellation).ConfigureAwait(false);
            files.Add(new ModelFile(path, Length(absolute), hash));
        }

        return Write(folder, description with { Files = files });
    }

    /// <summary>Writes a description whose sizes and hashes are known.</summary>
    /// <exception cref="ModelFormatException">The description cannot be.</exception>
    public static ModelFolder Write(string folder, ModelDescription description)
    {
        var target = Path.Combine(folder, ModelFolder.DescriptionName);
        if (ModelDescriptionReader.Fault(description) is { } wrong)
        {
            throw new ModelFormatException($"{target}: {wrong}.");
        }

        var beside = target + ".new";
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(description, ModelJson.Default.ModelDescription));
        File.Move(beside, target, overwrite: true);
        return ModelFolder.Open(folder);
    }

    private static long Length(string path)
    {
        using var stream = File.OpenRead(path);
        return stream.Length;
    }
}
