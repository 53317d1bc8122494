using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Store;

/// <summary>Copies or links a user's files beside their place, describes them, and moves them there whole.</summary>
internal static class ModelImport
{
    private const int MostFiles = 20_000;

    public static async Task<ModelFolder> RunAsync(ImportRequest request, string models, CancellationToken cancellation)
    {
        var target = Path.Combine(models, request.Name);
        if (!ModelName.IsValid(request.Name))
        {
            throw new InputException($"'{request.Name}' cannot be a model's name: use a-z, 0-9, dots and dashes, beginning with a letter or digit.");
        }

        if (Directory.Exists(target))
        {
            throw new InputException($"There is a model '{request.Name}' of your own already; choose another name, or 'linly models remove {request.Name}' first.");
        }

        var (root, paths, description) = await SurveyAsync(request, cancellation).ConfigureAwait(false);
        var stage = Path.Combine(models, $".importing-{Guid.NewGuid():N}");
        Disk.MakeFolder(stage);
        try
        {
            foreach (var path in paths)
            {
                cancellation.ThrowIfCancellationRequested();
                Take(RelativePath.Under(root, path), RelativePath.Under(stage, path), request.Link);
            }

            var folder = await Disk.GuardAsync(stage, () => ModelFolderWriter.WriteAsync(stage, description, paths, cancellation)).ConfigureAwait(false);
            Disk.Guard(target, () => Directory.Move(folder.Location, target));
            return ModelFolder.Open(target);
        }
        finally
        {
            if (Directory.Exists(stage))
            {
                Directory.Delete(stage, recursive: true);
            }
        }
    }

    private static async Task<(string Root, IReadOnlyList<string> Paths, ModelDescription Description)> SurveyAsync(
        ImportRequest request, CancellationToken cancellation)
    {
        var source = Path.GetFullPath(request.Path);
        if (File.Exists(source))
        {
            return (Path.GetDirectoryName(source)!, [Path.GetFileName(source)], Describe(request));
        }

        if (!Directory.Exists(source))
        {
            throw new InputException($"There is no file or folder {source}.");
        }

        if (File.Exists(Path.Combine(source, ModelFolder.DescriptionName)))
        {
            // Hashing anew what is damaged would make the damage look right.
            var folder = ModelFolder.Open(source);
            await folder.VerifyAsync(cancellation: cancellation).ConfigureAwait(false);
            var description = folder.Description;
            return (source, [.. description.Files.Select(file => file.Path)], description with
            {
                Kind = request.Kind ?? description.Kind,
                Licence = request.Licence ?? description.Licence,
            });
        }

        var paths = Directory.EnumerateFiles(source, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
            .Select(file => Path.GetRelativePath(source, file).Replace('\\', '/'))
            .Where(path => !path.Contains("/.", StringComparison.Ordinal))
            .Take(MostFiles + 1)
            .ToList();
        return paths.Count switch
        {
            0 => throw new InputException($"There are no files in {source}."),
            > MostFiles => throw new InputException($"{source} has more than {MostFiles} files; that is no model."),
            _ => (source, paths, Describe(request)),
        };
    }

    private static ModelDescription Describe(ImportRequest request) => new()
    {
        Kind = string.IsNullOrWhiteSpace(request.Kind)
            ? throw new InputException("Say what the model is with --kind (voice, recogniser, chat, …): no model.json tells it.")
            : request.Kind,
        Version = "imported",
        Licence = request.Licence ?? "not stated",
        Source = Path.GetFullPath(request.Path),
        Files = [],
    };

    private static void Take(string from, string to, bool link)
    {
        Disk.Guard(to, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            if (link)
            {
                File.CreateSymbolicLink(to, from);
            }
            else
            {
                File.Copy(from, to);
            }
        });
    }
}
