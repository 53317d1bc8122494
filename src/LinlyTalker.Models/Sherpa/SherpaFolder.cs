using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Onnx;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Models.Sherpa;

/// <summary>A model folder as the worker loads it.</summary>
public static class SherpaFolder
{
    /// <summary>Where Debian and others put espeak-ng's data, for voices that come without.</summary>
    private static readonly string[] EspeakData =
    [
        "/usr/lib/x86_64-linux-gnu/espeak-ng-data", "/usr/lib/aarch64-linux-gnu/espeak-ng-data", "/usr/share/espeak-ng-data", "/usr/lib/espeak-ng-data",
    ];

    /// <summary>Whether the worker knows the model's family.</summary>
    public static bool Opens(ModelFolder folder, params IReadOnlyList<SherpaTask> tasks) =>
        folder.Description.Family is { } family && SherpaFamilies.Tasks.TryGetValue(family, out var task) && tasks.Contains(task);

    /// <summary>Takes the files by their roles; they are there and of the right size, and no more is known of them.</summary>
    /// <exception cref="ModelFormatException">The family does something else, or is not known.</exception>
    /// <exception cref="ModelMissingException">A file is gone.</exception>
    public static SherpaModel Of(ModelFolder folder, SherpaTask task)
    {
        var family = folder.Description.Family ?? "";
        if (!Opens(folder, task))
        {
            throw new ModelFormatException(
                $"The model {folder.Name} is of the family '{family}', which the worker cannot be asked to {task.ToString().ToLowerInvariant()} with; "
                + $"it can with {string.Join(", ", SherpaFamilies.Tasks.Where(f => f.Value == task).Select(f => f.Key))}.");
        }

        var roles = folder.Description.Roles ?? new Dictionary<string, string>();
        var files = roles.Keys.ToDictionary(role => role, folder.RolePath);
        var model = new SherpaModel(family, files);
        if (task == SherpaTask.Speak && !files.ContainsKey("data-dir") && ReadsByEspeak(model) && Array.Find(EspeakData, Directory.Exists) is { } data)
        {
            files["data-dir"] = data;
        }

        return model;
    }

    /// <summary>Others must not be given the data: the library takes a voice that has them for one of espeak-ng's.</summary>
    private static bool ReadsByEspeak(SherpaModel model)
    {
        var network = model.PathOf(model.Family == "matcha" ? "acoustic-model" : "model");
        if (model.Family is "kokoro" or "zipvoice" || network.Length == 0 || model.Files.ContainsKey("lexicon"))
        {
            return model.Family is "kokoro" or "zipvoice";
        }

        var metadata = OnnxHead.Read(network).Metadata;
        return metadata.GetValueOrDefault("has_espeak") == "1" || metadata.GetValueOrDefault("comment", "").Contains("piper", StringComparison.Ordinal);
    }
}
