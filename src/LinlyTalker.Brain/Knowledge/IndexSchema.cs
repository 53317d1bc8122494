using Microsoft.Data.Sqlite;

namespace LinlyTalker.Brain.Knowledge;

/// <summary>The tables of an index. Term lists are stored as analysed, so that a question analyses only itself.</summary>
internal static class IndexSchema
{
    /// <summary>Of the tables below; another version is dropped and made anew.</summary>
    public const int Version = 2;

    private const string Create = """
        CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE files(name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE problems(file TEXT NOT NULL, line INTEGER NOT NULL, message TEXT NOT NULL);
        CREATE TABLE passages(
            id INTEGER PRIMARY KEY, file TEXT NOT NULL, line INTEGER NOT NULL, heading TEXT NOT NULL, context TEXT NOT NULL,
            questions TEXT NOT NULL, answer TEXT NOT NULL, analysis TEXT NOT NULL);
        CREATE INDEX passages_by_file ON passages(file);
        CREATE TABLE sounds(passage INTEGER NOT NULL, sounds TEXT NOT NULL);
        CREATE INDEX sounds_by_passage ON sounds(passage);
        CREATE TABLE words(file TEXT PRIMARY KEY, words TEXT NOT NULL) WITHOUT ROWID;
        CREATE VIRTUAL TABLE terms USING fts5(
            question, body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 tokenchars '@'");
        CREATE VIRTUAL TABLE frequencies USING fts5vocab(terms, row);
        """;

    private const string Drop = """
        DROP TABLE IF EXISTS frequencies; DROP TABLE IF EXISTS terms; DROP TABLE IF EXISTS words; DROP TABLE IF EXISTS sounds;
        DROP TABLE IF EXISTS passages; DROP TABLE IF EXISTS problems; DROP TABLE IF EXISTS files; DROP TABLE IF EXISTS meta;
        """;

    /// <summary>Makes the tables unless they are there and of this version; inside the caller's transaction.</summary>
    /// <param name="signature">Of the analyser; see <see cref="Terms.TextAnalyser.Signature"/>.</param>
    public static void Ensure(SqliteConnection connection, SqliteTransaction transaction, string signature)
    {
        var wanted = $"{Version}/{signature}";
        if (Signature(connection, transaction) == wanted)
        {
            return;
        }

        connection.Execute(transaction, Drop);
        connection.Execute(transaction, Create);
        connection.Execute(transaction, "INSERT INTO meta VALUES('signature', $value)", ("$value", wanted));
    }

    private static string? Signature(SqliteConnection connection, SqliteTransaction transaction) =>
        connection.Scalar<long>(transaction, "SELECT count(*) FROM sqlite_master WHERE name = 'meta'") == 0
            ? null
            : connection.Scalar<string>(transaction, "SELECT value FROM meta WHERE key = 'signature'");
}
