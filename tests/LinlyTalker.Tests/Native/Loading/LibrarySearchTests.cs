using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Loading;

namespace LinlyTalker.Tests.Native.Loading;

public sealed class LibrarySearchTests : IDisposable
{
    /// <summary>A library that every .NET runtime brings.</summary>
    private static readonly string Sample =
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), OperatingSystem.IsWindows() ? "clrjit.dll" : "libSystem.Native.so");

    private readonly string root = Directory.CreateTempSubdirectory("linly-search-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_missing_library_is_told_with_every_place_and_the_command()
    {
        var library = new NativeLibraryInfo("nowhere", ["libnowhere.so.9"], "some-package/lib", "npm ci something");
        var application = Directory.CreateDirectory(Path.Combine(root, "a", "b")).FullName;
        Directory.CreateDirectory(Path.Combine(root, "native", "npm"));

        var error = Assert.Throws<NativeLibraryMissingException>(
            () => new LibrarySearch(application, Path.Combine(root, "mine")).Load(library));

        Assert.Contains("'nowhere' is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(root, "mine", "libnowhere.so.9"), error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(application, "native", "libnowhere.so.9"), error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(root, "native", "npm", "node_modules", "some-package/lib", "libnowhere.so.9"), error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Install it with: npm ci something", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_packages_of_a_folder_above_the_application_are_found()
    {
        Put("native", "npm", "node_modules", "pack", "libsample.so.1");
        var application = Directory.CreateDirectory(Path.Combine(root, "x", "y")).FullName;

        Assert.NotEqual(0, new LibrarySearch(application, null).Load(Named("libsample.so.1")));
    }

    [Fact]
    public void A_star_stands_for_a_version()
    {
        Put("native", "libsample.so.8.18.7");

        Assert.NotEqual(0, new LibrarySearch(root, null).Load(Named("libsample.so.*")));
    }

    [Fact]
    public void The_folder_of_the_environment_comes_before_all_others()
    {
        var mine = Directory.CreateDirectory(Path.Combine(root, "mine")).FullName;
        File.WriteAllText(Path.Combine(mine, "libsample.so"), "not a library");

        // The broken file was tried first, and the search went on to the next place.
        Put("native", "libsample.so");
        Assert.NotEqual(0, new LibrarySearch(root, mine).Load(Named("libsample.so")));

        File.Delete(Path.Combine(root, "native", "libsample.so"));
        var error = Assert.Throws<NativeLibraryMissingException>(() => new LibrarySearch(root, mine).Load(Named("libsample.so")));
        var places = error.Message.Split('\n');
        Assert.StartsWith($"  {mine}", places[1], StringComparison.Ordinal);
        Assert.DoesNotContain("no such file", places[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_known_library_has_a_name_of_its_own_and_a_command()
    {
        Assert.Equal(KnownLibraries.All.Count, KnownLibraries.All.Select(library => library.Name).Distinct().Count());
        Assert.All(KnownLibraries.All, library => Assert.NotEmpty(library.InstallCommand));
        Assert.All(KnownLibraries.All, library => Assert.NotEmpty(library.FileNames));
    }

    [Fact]
    public void A_name_that_nobody_registered_is_a_programming_error() =>
        Assert.Throws<ArgumentException>(() => NativeLibraries.Load("no-such-library"));

    private static NativeLibraryInfo Named(string file) => new("sample", [file], "pack", "no command");

    private void Put(params string[] parts)
    {
        var target = Path.Combine([root, .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Sample, target);
    }
}
