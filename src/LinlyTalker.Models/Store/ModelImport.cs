using System.Security.Cryptography;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Homes;

namespace LinlyTalker.Models.Store;

/// <summary>Copies or links a user's files beside their place, describes them, and moves them there whole.</summary>
internal static class ModelImport
{
    private const int BlockSize = 1 << 18;

    public static async Task<ModelFolder> RunAsync(ImportRequest request, string models, TimeProvider time, CancellationToken cancellation)
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

        var survey = await ImportSurvey.OfAsync(request, cancellation).ConfigureAwait(false);
        Leftovers.SweepImports(models, time);
        var stage = Path.Combine(models, $"{Leftovers.ImportPrefix}{Guid.NewGuid():N}");
        Disk.MakeFolder(stage);
        try
        {
            var files = await Disk.GuardAsync(stage, () => TakeAsync(survey, stage, request, cancellation)).ConfigureAwait(false);
            var folder = Disk.Guard(stage, () => ModelFolderWriter.Write(stage, survey.Description with { Files = files }));
            Disk.Guard(target, () => Directory.Move(folder.Location, target));
        }
        finally
        {
            if (Directory.Exists(stage))
            {
                Directory.Delete(stage, recursive: true);
            }
        }

        foreach (var note in survey.Notes)
        {
            request.Progress?.Report(new ImportProgress("", 0, 0, note));
        }

        return ModelFolder.Open(target);
    }

    private static async Task<IReadOnlyList<ModelFile>> TakeAsync(ImportSurvey survey, string stage, ImportRequest request, CancellationToken cancellation)
    {
        var sizes = survey.Paths.Select(path => Length(RelativePath.Under(survey.Root, path))).ToList();
        var total = sizes.Sum();
        if (!request.Link)
        {
            Disk.NeedSpace(stage, total);
        }

        var files = new List<ModelFile>();
        var done = 0L;
        foreach (var path in survey.Paths.Order(StringComparer.Ordinal))
        {
            if (RelativePath.Fault(path) is { } fault)
            {
                throw new ModelFormatException($"The path '{path}' {fault}; rename the file.");
            }

            var before = done;
            var reports = request.Progress is { } progress ? (Action<long>)(bytes => progress.Report(new ImportProgress(path, before + bytes, total))) : null;
            var file = await TakeAsync(RelativePath.Under(survey.Root, path), RelativePath.Under(stage, path), path, request.Link, reports, cancellation).ConfigureAwait(false);
            done += file.Size;
            files.Add(file);
        }

        return files;
    }

    /// <summary>Copies, or reads and links, and hashes on the way.</summary>
    private static async Task<ModelFile> TakeAsync(
        string from, string to, string path, bool link, Action<long>? report, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var size = 0L;
        await using (source.ConfigureAwait(false))
        {
            var copy = link ? Stream.Null : new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            await using (copy.ConfigureAwait(false))
            {
                var block = new byte[BlockSize];
                int read;
                while ((read = await source.ReadAsync(block, cancellation).ConfigureAwait(false)) > 0)
                {
                    hash.AppendData(block, 0, read);
                    await copy.WriteAsync(block.AsMemory(0, read), cancellation).ConfigureAwait(false);
                    size += read;
                    report?.Invoke(size);
                }
            }
        }

        if (link)
        {
            File.CreateSymbolicLink(to, from);
        }

        return new ModelFile(path, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static long Length(string path)
    {
        using var stream = File.OpenRead(path);
        return stream.Length;
    }
}
