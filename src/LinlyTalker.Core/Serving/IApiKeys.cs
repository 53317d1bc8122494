using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Serving;

/// <summary>A key of the server, without what opens.</summary>
/// <param name="Id">Part of the key; says which it is and opens nothing.</param>
/// <param name="Name">For people.</param>
/// <param name="User">Whose is what is kept for those who come with it.</param>
/// <param name="LastUsed">To the minute.</param>
public sealed record ApiKey(
    string Id, string Name, UserId User, DateTimeOffset Created, DateTimeOffset? LastUsed, DateTimeOffset? Revoked)
{
    /// <summary>What may be shown of it.</summary>
    public string Prefix => $"{KeySecret.Beginning}{Id}…";
}

/// <param name="Secret">Shown once, and kept nowhere.</param>
public sealed record NewApiKey(ApiKey Key, string Secret);

/// <summary>The keys of this machine's server. Thread-safe; other processes may change them meanwhile.</summary>
public interface IApiKeys
{
    /// <param name="user">Null: a user of its own. Several keys may be one user's.</param>
    /// <exception cref="InputException">The name is empty, too long, or that of a key in use.</exception>
    Task<NewApiKey> AddAsync(string name, UserId? user = null, CancellationToken cancellation = default);

    /// <summary>All, revoked ones too, the oldest first.</summary>
    Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation = default);

    /// <param name="name">Its name, or its id.</param>
    /// <returns>Null when there is none in use of that name.</returns>
    Task<ApiKey?> RevokeAsync(string name, CancellationToken cancellation = default);

    /// <summary>The key that a secret is of, and notes its use.</summary>
    /// <returns>Null when it is of none, or of one that was revoked.</returns>
    Task<ApiKey?> VerifyAsync(string secret, CancellationToken cancellation = default);

    /// <returns>Null when there is none, or it was revoked.</returns>
    Task<ApiKey?> FindAsync(string id, CancellationToken cancellation = default);
}
