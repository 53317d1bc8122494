using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Storage.Database;
using Microsoft.Data.Sqlite;

namespace LinlyTalker.Storage.Jobs;

/// <summary>Jobs in the database of this machine. Thread-safe.</summary>
public sealed class SqliteJobs(LinlyDatabase database, TimeProvider? time = null) : IJobs
{
    private const string Columns = "id, kind, owner, state, progress, payload, result, error, created, updated";
    private readonly TimeProvider time = time ?? TimeProvider.System;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<Job> AddAsync(string kind, UserId owner, string payload, CancellationToken cancellation = default) =>
        Write(connection => connection.Sql(
            $"""
             INSERT INTO jobs (id, kind, owner, state, progress, attempts, payload, created, updated)
             VALUES ($id, $kind, $owner, 'queued', 0, 0, $payload, $now, $now) RETURNING {Columns}
             """,
            ("$id", $"{kind}_{Guid.NewGuid():N}"), ("$kind", kind), ("$owner", owner.Value), ("$payload", payload), ("$now", Now)).First(Row)!, cancellation);

    public Task<Job?> FindAsync(string id, UserId owner, CancellationToken cancellation = default) =>
        Read(connection => connection.Sql(
            $"SELECT {Columns} FROM jobs WHERE id = $id AND owner = $owner", ("$id", id), ("$owner", owner.Value)).First(Row), cancellation);

    public Task<IReadOnlyList<Job>> ListAsync(string kind, UserId owner, int most = 100, string? after = null, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<Job>>(connection => connection.Sql(
            $"""
             SELECT {Columns} FROM jobs WHERE kind = $kind AND owner = $owner
             AND ($after IS NULL OR number < (SELECT number FROM jobs WHERE id = $after)) ORDER BY number DESC LIMIT $most
             """,
            ("$kind", kind), ("$owner", owner.Value), ("$after", after), ("$most", most)).Rows(Row), cancellation);

    public Task<Job?> TakeAsync(string kind, CancellationToken cancellation = default) =>
        Write(connection => connection.Sql(
            $"""
             UPDATE jobs SET state = 'running', progress = 0, attempts = attempts + 1, updated = $now
             WHERE number = (SELECT min(number) FROM jobs WHERE kind = $kind AND state = 'queued') RETURNING {Columns}
             """,
            ("$kind", kind), ("$now", Now)).First(Row), cancellation);

    public Task<bool> ReportAsync(string id, double progress, CancellationToken cancellation = default) =>
        Change("UPDATE jobs SET progress = $progress, updated = $now WHERE id = $id AND state = 'running'", id, ("$progress", Math.Clamp(progress, 0, 1)), cancellation);

    public Task<bool> CompleteAsync(string id, string result, CancellationToken cancellation = default) =>
        Change("UPDATE jobs SET state = 'completed', progress = 1, result = $result, updated = $now WHERE id = $id AND state = 'running'", id, ("$result", result), cancellation);

    public Task<bool> FailAsync(string id, string reason, CancellationToken cancellation = default) =>
        Change("UPDATE jobs SET state = 'failed', error = $error, updated = $now WHERE id = $id AND state IN ('queued', 'running')", id, ("$error", reason), cancellation);

    public Task<bool> CancelAsync(string id, UserId owner, CancellationToken cancellation = default) =>
        Change(
            "UPDATE jobs SET state = 'cancelled', updated = $now WHERE id = $id AND owner = $owner AND state IN ('queued', 'running')",
            id, ("$owner", owner.Value), cancellation);

    public Task<int> ResumeAsync(string kind, int attempts, CancellationToken cancellation = default) =>
        Write(
            connection =>
            {
                connection.Sql(
                    "UPDATE jobs SET state = 'failed', error = $error, updated = $now WHERE kind = $kind AND state = 'running' AND attempts >= $attempts",
                    ("$kind", kind), ("$attempts", attempts), ("$now", Now),
                    ("$error", "The server stopped while it worked on this, as often as it tries; ask again.")).Run();
                return connection.Sql(
                    "UPDATE jobs SET state = 'queued', progress = 0, updated = $now WHERE kind = $kind AND state = 'running'",
                    ("$kind", kind), ("$now", Now)).Run();
            },
            cancellation);

    public Task<Job?> DeleteAsync(string id, UserId owner, CancellationToken cancellation = default) =>
        Write(connection => connection.Sql(
            $"DELETE FROM jobs WHERE id = $id AND owner = $owner RETURNING {Columns}", ("$id", id), ("$owner", owner.Value)).First(Row), cancellation);

    public Task<IReadOnlyList<Job>> EraseAsync(UserId owner, CancellationToken cancellation = default) =>
        Write<IReadOnlyList<Job>>(connection => connection.Sql(
            $"DELETE FROM jobs WHERE owner = $owner RETURNING {Columns}", ("$owner", owner.Value)).Rows(Row), cancellation);

    public Task<JobCounts> CountAsync(string kind, UserId? owner = null, CancellationToken cancellation = default) =>
        Read(connection => connection.Sql(
            """
            SELECT count(*) FILTER (WHERE state = 'queued'), count(*) FILTER (WHERE state = 'running'), count(*) FILTER (WHERE state = 'completed'),
                   count(*) FILTER (WHERE state = 'failed'), count(*) FILTER (WHERE state = 'cancelled')
            FROM jobs WHERE kind = $kind AND ($owner IS NULL OR owner = $owner)
            """,
            ("$kind", kind), ("$owner", owner?.Value))
            .First(row => new JobCounts(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4)))!, cancellation);

    public Task<bool> ReturnAsync(string id, CancellationToken cancellation = default) =>
        Change(
            "UPDATE jobs SET state = $queued, progress = 0, attempts = attempts - 1, updated = $now WHERE id = $id AND state = 'running'",
            id, ("$queued", "queued"), cancellation);

    public Task<IReadOnlyList<Job>> EraseEndedAsync(string kind, DateTimeOffset before, CancellationToken cancellation = default) =>
        Write<IReadOnlyList<Job>>(connection => connection.Sql(
            $"DELETE FROM jobs WHERE kind = $kind AND state NOT IN ('queued', 'running') AND updated < $before RETURNING {Columns}",
            ("$kind", kind), ("$before", before.ToUnixTimeMilliseconds())).Rows(Row), cancellation);

    public Task<IReadOnlyList<Job>> CompletedAsync(string kind, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<Job>>(connection => connection.Sql(
            $"SELECT {Columns} FROM jobs WHERE kind = $kind AND state = 'completed' ORDER BY updated, number", ("$kind", kind)).Rows(Row), cancellation);

    public Task<bool> AmendAsync(string id, string result, CancellationToken cancellation = default) =>
        Write(connection => connection.Sql(
            "UPDATE jobs SET result = $result WHERE id = $id AND state = 'completed'", ("$id", id), ("$result", result)).Run() > 0, cancellation);

    private static Job Row(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), new UserId(row.GetString(2)), Enum.Parse<JobState>(row.GetString(3), ignoreCase: true),
        row.GetDouble(4), row.GetString(5), row.TextOrNull(6), row.TextOrNull(7), row.Time(8), row.Time(9));

    private Task<bool> Change(string sql, string id, (string Name, object? Value) value, CancellationToken cancellation) =>
        Write(connection => connection.Sql(sql, ("$id", id), ("$now", Now), value).Run() > 0, cancellation);

    private Task<T> Read<T>(Func<SqliteConnection, T> work, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested ? Task.FromCanceled<T>(cancellation) : Task.FromResult(database.Read(work));

    /// <summary>Waits for other writers off the caller's thread.</summary>
    private Task<T> Write<T>(Func<SqliteConnection, T> work, CancellationToken cancellation) =>
        Task.Run(() => database.Write(work), cancellation);
}
