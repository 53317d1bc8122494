namespace LinlyTalker.Models.Homes;

/// <summary>
/// Where things live. What the user made (avatars, knowledge, memory, imported models) is in <see cref="Data"/>;
/// what can be fetched or computed again is in <see cref="Cache"/>. Both are absolute; neither needs to exist yet.
/// </summary>
/// <remarks>
/// <c>LINLY_HOME</c> puts both under one root. Without it: the XDG base directories on Linux
/// (freedesktop.org basedir 0.8), and the usual folders of macOS and Windows.
/// </remarks>
public sealed class LinlyHome
{
    private const string Folder = "linly-talker";

    public LinlyHome(string data, string cache)
    {
        Data = Path.GetFullPath(data);
        Cache = Path.GetFullPath(cache);
    }

    public string Data { get; }

    public string Cache { get; }

    /// <summary>Models that the store fetched; each can be fetched again.</summary>
    public string FetchedModels => Path.Combine(Cache, "models");

    /// <summary>Models that the user imported or trained.</summary>
    public string OwnModels => Path.Combine(Data, "models");

    public static LinlyHome Under(string root) => new(Path.Combine(root, "data"), Path.Combine(root, "cache"));

    public static LinlyHome FromEnvironment() => From(Environment.GetEnvironmentVariable);

    /// <summary>The same from any set of variables, for tests and children with another environment.</summary>
    public static LinlyHome From(Func<string, string?> variable)
    {
        var root = variable("LINLY_HOME");
        if (!string.IsNullOrWhiteSpace(root))
        {
            return Under(root);
        }

        if (OperatingSystem.IsWindows())
        {
            var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return Under(Path.Combine(local, Folder));
        }

        var home = variable("HOME") is { Length: > 0 } set
            ? set
            : throw new HomeException("Neither HOME nor LINLY_HOME is set, so there is no place to keep models; set LINLY_HOME to a folder.");
        return OperatingSystem.IsMacOS()
            ? new(Path.Combine(home, "Library", "Application Support", Folder), Path.Combine(home, "Library", "Caches", Folder))
            : new(Xdg("XDG_DATA_HOME", ".local/share"), Xdg("XDG_CACHE_HOME", ".cache"));

        // The standard says that a relative value is invalid and to be ignored.
        string Xdg(string name, string otherwise) =>
            Path.Combine(variable(name) is { } value && Path.IsPathFullyQualified(value) ? value : Path.Combine(home, otherwise), Folder);
    }
}
