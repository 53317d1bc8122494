using System.Collections.Concurrent;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Tests.Server.Security;

/// <summary>Keys in memory.</summary>
internal sealed class FakeKeys : IApiKeys
{
    private readonly ConcurrentDictionary<string, NewApiKey> keys = new();

    public NewApiKey Add(string name) => AddAsync(name).Result;

    public Task<NewApiKey> AddAsync(string name, UserId? user = null, CancellationToken cancellation = default)
    {
        var (id, secret) = KeySecret.New();
        return Task.FromResult(keys[id] = new(new ApiKey(id, name, user ?? new UserId(name), DateTimeOffset.UnixEpoch, null, null), secret));
    }

    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<ApiKey>>([.. keys.Values.Select(added => added.Key)]);

    public Task<ApiKey?> RevokeAsync(string name, CancellationToken cancellation = default)
    {
        var found = keys.Values.Select(added => added.Key).Where(key => key.Name == name).ToList();
        found.ForEach(key => keys.Remove(key.Id, out _));
        return Task.FromResult(found.FirstOrDefault());
    }

    public Task<ApiKey?> VerifyAsync(string secret, CancellationToken cancellation = default) =>
        Task.FromResult(keys.Values.FirstOrDefault(added => added.Secret == secret)?.Key);

    public Task<ApiKey?> FindAsync(string id, CancellationToken cancellation = default) =>
        Task.FromResult(keys.GetValueOrDefault(id)?.Key);
}
