using LinlyTalker.Core.Errors;

namespace LinlyTalker.Models.Folders;

/// <summary>
/// A model on disk: <c>model.json</c> beside its files. Organs open a model folder, never loose paths.
/// Opening reads the description; hashes are checked by <see cref="VerifyAsync"/>, once after a fetch.
/// </summary>
public sealed class ModelFolder
{
    public const string DescriptionName = "model.json";

    private readonly Dictionary<string, ModelFile> files;

    private ModelFolder(string location, ModelDescription description)
    {
        Location = location;
        Description = description;
        files = description.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>Absolute.</summary>
    public string Location { get; }

    /// <summary>The folder's own name, which is the model's.</summary>
    public string Name => Path.GetFileName(Location);

    public ModelDescription Description { get; }

    public long Size => Description.Files.Sum(file => file.Size);

    /// <exception cref="ModelMissingException">There is no such folder, or no model.json in it.</exception>
    /// <exception cref="ModelFormatException">The description cannot be read.</exception>
    public static ModelFolder Open(string path)
    {
        var location = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var json = Path.Combine(location, DescriptionName);
        byte[] text;
        try
        {
            if (new FileInfo(json) is { Exists: true, Length: > ModelDescriptionReader.LargestSize } large)
            {
                throw new ModelFormatException($"{json} is {large.Length} bytes, more than a model description can be.");
            }

            text = File.ReadAllBytes(json);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelMissingException($"There is no model in {location}; {Remedy(location)}.", fault);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw new ModelFormatException($"{json} cannot be read: {fault.Message}", fault);
        }

        return new ModelFolder(location, ModelDescriptionReader.Read(text, json));
    }

    public bool Has(string path) => files.ContainsKey(path);

    /// <summary>The absolute path of one of the model's files, present and of the right size.</summary>
    /// <param name="path">As the description lists it.</param>
    /// <exception cref="ModelMissingException">The description does not list it, or it is gone.</exception>
    /// <exception cref="ModelFormatException">It has another size than the description says.</exception>
    public string PathOf(string path)
    {
        if (!files.TryGetValue(path, out var listed))
        {
            throw new ModelMissingException($"The model {Name} has no file '{path}' (it lists {Some(files.Keys)}); {Remedy(Location)}.");
        }

        return Fault(listed) is { } fault ? throw fault : RelativePath.Under(Location, path);
    }

    /// <summary>The one file whose name ends so, for models of one weight file.</summary>
    /// <param name="ending">For example <c>.onnx</c>.</param>
    /// <exception cref="ModelMissingException">No file ends so, or it is gone.</exception>
    /// <exception cref="ModelFormatException">Several end so.</exception>
    public string OnlyFile(string ending)
    {
        var matches = files.Keys.Where(name => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)).ToList();
        return matches.Count switch
        {
            1 => PathOf(matches[0]),
            0 => throw new ModelMissingException($"The model {Name} has no {ending} file (it lists {Some(files.Keys)}); {Remedy(Location)}."),
            _ => throw new ModelFormatException($"The model {Name} has several {ending} files ({Some(matches)}) where one is expected; {Remedy(Location)}."),
        };
    }

    /// <summary>Whether some file or folder of the model plays this role in its family.</summary>
    public bool HasRole(string role) => Description.Roles?.ContainsKey(role) == true;

    /// <summary>The absolute path of the file, or folder of files, that plays a role, every file of it present and of the right size.</summary>
    /// <param name="role">For example <c>encoder</c>.</param>
    /// <returns>Where several play it their paths separated by commas, as the roles list them.</returns>
    /// <exception cref="ModelMissingException">No file plays it, or it is gone.</exception>
    /// <exception cref="ModelFormatException">It has another size than the description says.</exception>
    public string RolePath(string role) => Description.Roles?.GetValueOrDefault(role) is { } paths
        ? string.Join(',', ModelRoles.Split(paths, files.ContainsKey).Select(FileOrFolder))
        : throw new ModelMissingException(
            $"The model {Name} has no file for the role '{role}' (it has {(Description.Roles is { Count: > 0 } roles ? Some(roles.Keys.Order(StringComparer.Ordinal)) : "none")}); {Remedy(Location)}.");

    /// <summary>Compares every file's hash with the description and gives what is wrong, one sentence a file.</summary>
    /// <param name="read">Told the bytes hashed so far.</param>
    public async Task<IReadOnlyList<string>> FindFaultsAsync(IProgress<long>? read = null, CancellationToken cancellation = default)
    {
        var faults = new List<string>();
        long done = 0;
        foreach (var file in Description.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Fault(file) is { } fault)
            {
                faults.Add(fault.Message);
            }
            else
            {
                var path = RelativePath.Under(Location, file.Path);
                var hash = await FileHash.Sha256Async(path, cancellation).ConfigureAwait(false);
                if (hash != file.Sha256)
                {
                    faults.Add($"{path} has changed: its sha256 is {hash} where model.json says {file.Sha256}; {Remedy(Location)}.");
                }
            }

            done += file.Size;
            read?.Report(done);
        }

        return faults;
    }

    /// <exception cref="ModelFormatException">A file is missing, of another size or of another hash.</exception>
    public async Task VerifyAsync(IProgress<long>? read = null, CancellationToken cancellation = default)
    {
        var faults = await FindFaultsAsync(read, cancellation).ConfigureAwait(false);
        if (faults.Count > 0)
        {
            throw new ModelFormatException(faults.Count == 1 ? faults[0] : $"{faults[0]} ({faults.Count - 1} more)");
        }
    }

    private string FileOrFolder(string path)
    {
        if (files.ContainsKey(path))
        {
            return PathOf(path);
        }

        foreach (var file in Description.Files.Where(file => ModelRoles.IsBelow(file.Path, path)))
        {
            PathOf(file.Path);
        }

        return RelativePath.Under(Location, path);
    }

    private LinlyException? Fault(ModelFile listed)
    {
        var path = RelativePath.Under(Location, listed.Path);
        var info = new FileInfo(path);
        if (info.Exists && info.LinkTarget is not null)
        {
            info = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
        }

        return !info.Exists ? new ModelMissingException($"{path} is gone; {Remedy(Location)}.")
            : info.Length != listed.Size ? new ModelFormatException($"{path} is {info.Length} bytes where model.json says {listed.Size}; {Remedy(Location)}.")
            : null;
    }

    private static string Remedy(string location) =>
        $"run 'linly models pull {Path.GetFileName(location)}', or 'linly models import' for a model of your own";

    private static string Some(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(5)) + (all.Count > 5 ? $" and {all.Count - 5} more" : "");
    }
}
