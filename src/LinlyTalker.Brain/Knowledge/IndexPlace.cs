using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace LinlyTalker.Brain.Knowledge;

/// <summary>
/// Where an index lives: a file in the cache, named by its folder's path; or in memory, where the cache cannot be written
/// or the file is damaged beyond use.
/// </summary>
internal sealed class IndexPlace : IDisposable
{
    private const int BusySeconds = 30;
    private const int CorruptFile = 11;
    private const int NotADatabase = 26;

    private readonly string connectionString;
    private readonly SqliteConnection? keeper; // memory lives as long as one connection does

    private IndexPlace(string connectionString, bool keep)
    {
        this.connectionString = connectionString;
        keeper = keep ? Open() : null;
    }

    public bool IsInMemory => keeper is not null;

    /// <param name="cache">A folder for indexes; null keeps the index in memory.</param>
    /// <param name="root">The knowledge folder, absolute.</param>
    public static IndexPlace For(string? cache, string root) => (cache is null ? null : InCache(cache, root)) ?? InMemory();

    public static IndexPlace InMemory() =>
        new(new SqliteConnectionStringBuilder
        {
            DataSource = $"knowledge-{Guid.NewGuid():N}", Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared,
        }.ToString(), keep: true);

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute(null, "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON");
        return connection;
    }

    /// <summary>Connections that are in use serve on until they are closed.</summary>
    public void Dispose()
    {
        keeper?.Dispose();
        using var pooled = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(pooled); // a file of the same name that is made later is another one
    }

    private static IndexPlace? InCache(string cache, string root)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..24];
        var path = Path.Combine(cache, $"{Path.GetFileName(root)}-{name}.db");
        try
        {
            Directory.CreateDirectory(cache);
            try
            {
                return Probe(path);
            }
            catch (SqliteException fault) when (fault.SqliteErrorCode is CorruptFile or NotADatabase)
            {
                SqliteConnection.ClearAllPools();
                foreach (var suffix in new[] { "", "-wal", "-shm" })
                {
                    File.Delete(path + suffix);
                }

                return Probe(path);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SqliteException)
        {
            // A read-only home, a full disk: an index in memory serves as well, it is only made anew each time.
            return null;
        }
    }

    private static IndexPlace Probe(string path)
    {
        var place = new IndexPlace(new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = BusySeconds }.ToString(), keep: false);
        using var connection = place.Open();
        connection.Execute(null, "PRAGMA journal_mode = WAL");
        connection.Execute(null, "CREATE TABLE IF NOT EXISTS writable(x); INSERT INTO writable VALUES(1); DELETE FROM writable");
        return place;
    }
}
