using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.Ears.Whisper;

/// <summary>Where the files of a Whisper lie in its folder: by their roles, else by their names.</summary>
internal sealed record WhisperFiles(string Encoder, string Decoder, string Tokens)
{
    /// <exception cref="ModelMissingException">A file is not there.</exception>
    /// <exception cref="ModelFormatException">Several files might be meant.</exception>
    public static WhisperFiles Of(ModelFolder folder) =>
        new(Find(folder, "encoder", ".onnx"), Find(folder, "decoder", ".onnx"), Find(folder, "tokens", ".txt"));

    private static string Find(ModelFolder folder, string role, string ending)
    {
        if (folder.HasRole(role))
        {
            return folder.RolePath(role);
        }

        var matches = folder.Description.Files.Select(file => file.Path)
            .Where(path => Path.GetFileName(path).Contains(role, StringComparison.OrdinalIgnoreCase) && path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (matches.Count > 1 && matches.Where(path => path.Contains(".int8.", StringComparison.OrdinalIgnoreCase)).ToList() is { Count: 1 } small)
        {
            matches = small;
        }

        return matches.Count switch
        {
            1 => folder.PathOf(matches[0]),
            0 => throw new ModelMissingException($"The model {folder.Name} has no {role} ({ending}) and so is no Whisper; run 'linly models pull {folder.Name}'."),
            _ => throw new ModelFormatException($"The model {folder.Name} has several files that may be its {role} ({string.Join(", ", matches)}); name one under \"roles\" in its model.json."),
        };
    }
}
