using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.Loading;

/// <summary>
/// Where a native library is looked for, in this order: the folders of <c>LINLY_NATIVE</c>, <c>native/</c> beside the
/// application, <c>native/npm/node_modules</c> in every folder above it, then the names the system's loader knows.
/// </summary>
/// <param name="baseDirectory">The application's folder.</param>
/// <param name="nativeFolders">The value of <c>LINLY_NATIVE</c>: folders separated as in <c>PATH</c>, or null.</param>
public sealed class LibrarySearch(string baseDirectory, string? nativeFolders)
{
    /// <summary>Loads the library, or says in one exception where it was looked for and what installs it.</summary>
    /// <exception cref="NativeLibraryMissingException">It was found nowhere, or no copy of it loads.</exception>
    public nint Load(NativeLibraryInfo library)
    {
        var tried = new List<string>();
        foreach (var folder in Folders(library))
        {
            foreach (var name in library.FileNames)
            {
                var file = Find(folder, name);
                if (file is null)
                {
                    tried.Add($"{Path.Combine(folder, name)} (no such file)");
                }
                else if (TryLoad(file, tried, out var handle))
                {
                    return handle;
                }
            }
        }

        // The system's loader knows exact names only.
        foreach (var name in library.FileNames.Where(name => !name.Contains('*', StringComparison.Ordinal)))
        {
            if (TryLoad(name, tried, out var handle))
            {
                return handle;
            }
        }

        throw new NativeLibraryMissingException(
            $"The native library '{library.Name}' is missing. Looked at:{string.Concat(tried.Select(place => $"\n  {place}"))}"
            + $"\nInstall it with: {library.InstallCommand}");
    }

    private IEnumerable<string> Folders(NativeLibraryInfo library)
    {
        foreach (var folder in (nativeFolders ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Path.GetFullPath(folder);
        }

        yield return Path.Combine(baseDirectory, "native");
        if (library.Folder is null)
        {
            yield break;
        }

        // Only folders that have the packages are named: a list of every parent tells a reader nothing.
        for (var parent = new DirectoryInfo(baseDirectory); parent is not null; parent = parent.Parent)
        {
            var packages = Path.Combine(parent.FullName, "native", "npm");
            if (Directory.Exists(packages))
            {
                yield return Path.Combine(packages, "node_modules", library.Folder);
            }
        }
    }

    private static string? Find(string folder, string name)
    {
        if (!name.Contains('*', StringComparison.Ordinal))
        {
            var file = Path.Combine(folder, name);
            return File.Exists(file) ? file : null;
        }

        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, name).Max(StringComparer.Ordinal)
            : null;
    }

    private static bool TryLoad(string file, List<string> tried, out nint handle)
    {
        try
        {
            handle = NativeLibrary.Load(file);
            return true;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            tried.Add($"{file} ({LoaderSays(exception)})");
            handle = 0;
            return false;
        }
    }

    /// <summary>The loader's own words: the runtime puts a long advice before and after them.</summary>
    private static string LoaderSays(Exception exception) =>
        exception.Message
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(line => line.Contains(".so", StringComparison.Ordinal) && !line.StartsWith("Unable", StringComparison.Ordinal))
        ?? "does not load";
}
