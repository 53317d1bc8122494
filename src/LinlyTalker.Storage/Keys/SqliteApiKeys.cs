using System.Security.Cryptography;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Storage.Database;
using Microsoft.Data.Sqlite;

namespace LinlyTalker.Storage.Keys;

/// <summary>Keys in the database of this machine; only their hashes.</summary>
public sealed class SqliteApiKeys(LinlyDatabase database, TimeProvider? time = null) : IApiKeys
{
    private const string Columns = "id, name, user, created, last_used, revoked";
    private const int LongestName = 100;

    /// <summary>A use is noted this often, since noting writes to the disk.</summary>
    private static readonly TimeSpan Noting = TimeSpan.FromMinutes(1);

    private readonly TimeProvider time = time ?? TimeProvider.System;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<NewApiKey> AddAsync(string name, UserId? user = null, CancellationToken cancellation = default)
    {
        var shown = name.Trim();
        if (shown.Length is 0 or > LongestName || shown.Any(char.IsControl))
        {
            throw new InputException($"A key's name has 1 to {LongestName} signs on one line; say what uses it, like 'website'.");
        }

        var (id, secret) = KeySecret.New();
        var owner = user?.Value ?? $"key-{id}";
        return Write(
            connection =>
            {
                if (connection.Sql("SELECT id FROM api_keys WHERE name = $name AND revoked IS NULL", ("$name", shown)).First(row => row.GetString(0)) is not null)
                {
                    throw new InputException($"There is a key '{shown}' already; choose another name, or revoke that one.");
                }

                return new NewApiKey(
                    connection.Sql(
                        $"INSERT INTO api_keys (id, name, user, hash, created) VALUES ($id, $name, $user, $hash, $now) RETURNING {Columns}",
                        ("$id", id), ("$name", shown), ("$user", owner), ("$hash", KeySecret.Hash(secret)), ("$now", Now)).First(Row)!,
                    secret);
            },
            cancellation);
    }

    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation = default) =>
        Task.Run<IReadOnlyList<ApiKey>>(
            () => database.Read(connection => connection.Sql($"SELECT {Columns} FROM api_keys ORDER BY created, id").Rows(Row)), cancellation);

    public Task<ApiKey?> RevokeAsync(string name, CancellationToken cancellation = default) =>
        Write(
            connection => connection.Sql(
                $"UPDATE api_keys SET revoked = $now WHERE (name = $name OR id = $name) AND revoked IS NULL RETURNING {Columns}",
                ("$name", name.Trim()), ("$now", Now)).First(Row),
            cancellation);

    public async Task<ApiKey?> VerifyAsync(string secret, CancellationToken cancellation = default)
    {
        if (KeySecret.IdOf(secret) is not { } id)
        {
            return null;
        }

        // Hashed before the row is sought, so that a key that exists takes no longer than one that does not.
        var hash = KeySecret.Hash(secret);
        var found = database.Read(connection => connection.Sql(
            $"SELECT {Columns}, hash FROM api_keys WHERE id = $id AND revoked IS NULL", ("$id", id)).First(row => new Stored(Row(row), (byte[])row[6])));
        if (found is null || !CryptographicOperations.FixedTimeEquals(hash, found.Hash))
        {
            return null;
        }

        await NoteAsync(found.Key, cancellation).ConfigureAwait(false);
        return found.Key;
    }

    public Task<ApiKey?> FindAsync(string id, CancellationToken cancellation = default) =>
        Task.FromResult(database.Read(connection => connection.Sql(
            $"SELECT {Columns} FROM api_keys WHERE id = $id AND revoked IS NULL", ("$id", id)).First(Row)));

    private static ApiKey Row(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), new UserId(row.GetString(2)), row.Time(3), row.TimeOrNull(4), row.TimeOrNull(5));

    private async Task NoteAsync(ApiKey key, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (key.LastUsed is not { } last || now - last >= Noting)
        {
            await Write(
                connection => connection.Sql("UPDATE api_keys SET last_used = $now WHERE id = $id", ("$id", key.Id), ("$now", now.ToUnixTimeMilliseconds())).Run(),
                cancellation).ConfigureAwait(false);
        }
    }

    private Task<T> Write<T>(Func<SqliteConnection, T> work, CancellationToken cancellation) =>
        Task.Run(() => database.Write(work), cancellation);

    private sealed record Stored(ApiKey Key, byte[] Hash);
}
