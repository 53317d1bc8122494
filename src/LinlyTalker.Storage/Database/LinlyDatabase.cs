using Microsoft.Data.Sqlite;

namespace LinlyTalker.Storage.Database;

/// <summary>
/// The one SQLite file of this machine's server. Several processes may have it open: a server and the command line.
/// Writers wait for each other up to <see cref="Patience"/>; readers never wait (write-ahead log).
/// </summary>
/// <remarks>
/// Errors of SQLite come out as <see cref="StorageException"/>. A file that is damaged is never written to, replaced
/// or emptied.
/// </remarks>
public sealed class LinlyDatabase : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int NotADatabase = 26;
    private const int Corrupt = 11;
    private readonly string connectionString;

    private LinlyDatabase(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = (int)Patience.TotalSeconds,
            ForeignKeys = true,
        }.ToString();
    }

    public string Path { get; }

    /// <summary>Opens the file, makes it where there is none, and brings an older one to the shape of today.</summary>
    /// <exception cref="StorageException">It is damaged, of a newer program, or its folder cannot be written to.</exception>
    public static LinlyDatabase Open(string path)
    {
        var database = new LinlyDatabase(path);
        database.Guard(() =>
        {
            database.MakeFile();
            using var connection = database.Connect();
            var answer = Text(connection, "PRAGMA quick_check(1)");
            if (answer is not "ok")
            {
                throw database.Damaged(answer ?? "it says nothing", null);
            }

            Text(connection, "PRAGMA journal_mode = WAL");
            database.Migrate(connection);
            return 0;
        });
        return database;
    }

    public void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Reads.</summary>
    internal T Read<T>(Func<SqliteConnection, T> work) => Guard(() =>
    {
        using var connection = Connect();
        return work(connection);
    });

    /// <summary>Writes all of it or nothing. Takes the write lock first, so that what is read in it stays true.</summary>
    internal T Write<T>(Func<SqliteConnection, T> work) => Guard(() =>
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        var result = work(connection);
        transaction.Commit();
        return result;
    });

    private static string? Text(SqliteConnection connection, string sql)
    {
        using var command = connection.Sql(sql);
        return command.ExecuteScalar()?.ToString();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();

            // A revoked key must stay revoked over a power cut, and writes are few. What is erased is overwritten.
            Text(connection, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Only its owner may read what users own; SQLite gives its side files the same mode.</summary>
    private void MakeFile()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        if (File.Exists(Path))
        {
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Open(Path, options).Dispose();
    }

    private void Migrate(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = int.Parse(Text(connection, "PRAGMA user_version")!, null);
        if (version > Migrations.Steps.Count)
        {
            throw new StorageException(
                $"{Path} was written by a newer LinlyTalker (shape {version}, this one knows {Migrations.Steps.Count}); update the program, or set LINLY_HOME to another folder.");
        }

        foreach (var step in Migrations.Steps.Skip(version))
        {
            Text(connection, step);
        }

        Text(connection, $"PRAGMA user_version = {Migrations.Steps.Count}");
        transaction.Commit();
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is NotADatabase or Corrupt)
        {
            throw Damaged(e.Message, e);
        }
        catch (SqliteException e)
        {
            throw new StorageException($"{Path} cannot be used ({e.Message.TrimEnd('.')}); see whether its folder can be written to, the disk is full, or another program holds it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{Path} cannot be used ({e.Message.TrimEnd('.')}); see whether its folder can be written to, or set LINLY_HOME to another one.", e);
        }
    }

    private StorageException Damaged(string fault, Exception? inner) => new(
        $"{Path} is damaged ({fault.TrimEnd('.')}); nothing in it was changed. Bring back a copy of it, or save what can be read with 'sqlite3 {System.IO.Path.GetFileName(Path)} .recover', or move it away to begin anew without its keys and jobs.",
        inner);
}
