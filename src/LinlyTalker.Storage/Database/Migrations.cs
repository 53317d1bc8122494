namespace LinlyTalker.Storage.Database;

/// <summary>
/// The shape of the database, step by step: the first brings an empty file to version 1 (PRAGMA user_version), the
/// next to 2, and so on. What has been released is never changed, only followed by another step.
/// </summary>
internal static class Migrations
{
    /// <remarks>Times are Unix milliseconds: they compare as numbers and know no zone.</remarks>
    public static IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE api_keys (
            id        TEXT PRIMARY KEY,
            name      TEXT NOT NULL,
            user      TEXT NOT NULL,
            hash      BLOB NOT NULL,
            created   INTEGER NOT NULL,
            last_used INTEGER,
            revoked   INTEGER
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE jobs (
            number   INTEGER PRIMARY KEY AUTOINCREMENT,
            id       TEXT NOT NULL UNIQUE,
            kind     TEXT NOT NULL,
            owner    TEXT NOT NULL,
            state    TEXT NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
            progress REAL NOT NULL,
            attempts INTEGER NOT NULL,
            payload  TEXT NOT NULL,
            result   TEXT,
            error    TEXT,
            created  INTEGER NOT NULL,
            updated  INTEGER NOT NULL
        ) STRICT;

        CREATE INDEX jobs_by_owner ON jobs (owner, kind, number);
        CREATE INDEX jobs_by_state ON jobs (kind, state, number);
        """,
    ];
}
