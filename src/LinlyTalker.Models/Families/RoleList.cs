namespace LinlyTalker.Models.Families;

/// <summary>Builds roles of those files that are there.</summary>
internal sealed class RoleList
{
    private readonly SortedDictionary<string, string> roles = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Roles => roles;

    public RoleList Add(string role, string? path)
    {
        if (path is not null)
        {
            roles[role] = path;
        }

        return this;
    }

    /// <summary>Several files play one role together.</summary>
    public RoleList Add(string role, IEnumerable<string> paths) => Add(role, string.Join(',', paths) is { Length: > 0 } all ? all : null);

    public FamilyMatch As(string kind, string family) => new(kind, family, roles);
}
