namespace LinlyTalker.SystemTests;

/// <summary>Where the tests find what is not built: goldens, packages of npm.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A file of the goldens that lie beside the tests.</summary>
    public static string Golden(params ReadOnlySpan<string> parts) =>
        Path.Combine([Root, "tests", "LinlyTalker.SystemTests", "Goldens", .. parts]);

    /// <summary>A file of an npm package of native/npm; the test is skipped where it is not installed.</summary>
    public static string Npm(params ReadOnlySpan<string> parts)
    {
        var path = Path.Combine([Root, "native", "npm", "node_modules", .. parts]);
        if (!Path.Exists(path))
        {
            Assert.Skip($"{Path.GetRelativePath(Root, path)} is not installed: npm ci --ignore-scripts --prefix native/npm");
        }

        return path;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LinlyTalker.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
