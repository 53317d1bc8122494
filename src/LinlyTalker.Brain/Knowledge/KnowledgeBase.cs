using LinlyTalker.Brain.Documents;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Errors;
using Microsoft.Data.Sqlite;

namespace LinlyTalker.Brain.Knowledge;

/// <summary>
/// A folder of Markdown and CSV files, indexed for full-text search (SQLite FTS5). Safe for many threads, and for several
/// processes over one cache. Dispose when no search runs.
/// </summary>
public sealed class KnowledgeBase : IDisposable
{
    private readonly IndexPlace place;

    private KnowledgeBase(IndexPlace place, KnowledgeFolder folder, TextAnalyser analyser, IndexChange change)
    {
        this.place = place;
        Folder = folder.Root;
        Analyser = analyser;
        Change = change;
        using var connection = place.Open();
        PassageCount = connection.Scalar<long>(null, "SELECT count(*) FROM passages");
        Problems =
        [
            .. folder.Problems,
            .. connection.Rows(
                null, "SELECT file, line, message FROM problems ORDER BY file, line",
                r => new KnowledgeProblem(r.GetString(0), r.GetInt32(1), r.GetString(2))),
        ];
    }

    /// <summary>Absolute.</summary>
    public string Folder { get; }

    public long PassageCount { get; }

    /// <summary>What was not read, and why.</summary>
    public IReadOnlyList<KnowledgeProblem> Problems { get; }

    /// <summary>What opening had to do.</summary>
    public IndexChange Change { get; }

    /// <summary>The index is made anew at each start, since the cache cannot be written.</summary>
    public bool IsInMemory => place.IsInMemory;

    public TextAnalyser Analyser { get; }

    /// <summary>Opens a folder and brings its index up to date.</summary>
    /// <param name="cache">Folder for index files; null for an index in memory.</param>
    /// <exception cref="InputException">The folder is missing, or holds nothing that could be an answer.</exception>
    public static Task<KnowledgeBase> OpenAsync(
        string path, string? cache, TextAnalyser analyser, CancellationToken cancellation = default) =>
        OpenAsync(KnowledgeFolder.Open(path), cache, analyser, cancellation);

    /// <inheritdoc cref="OpenAsync(string, string?, TextAnalyser, CancellationToken)"/>
    internal static async Task<KnowledgeBase> OpenAsync(
        KnowledgeFolder folder, string? cache, TextAnalyser analyser, CancellationToken cancellation = default)
    {
        var place = IndexPlace.For(cache, folder.Root);
        try
        {
            IndexChange change;
            using (var connection = place.Open())
            {
                change = await new IndexUpdate(connection, analyser).RunAsync(folder, cancellation).ConfigureAwait(false);
            }

            var knowledge = new KnowledgeBase(place, folder, analyser, change);
            return knowledge.PassageCount > 0 ? knowledge : throw Empty(folder.Root, knowledge.Problems);
        }
        catch (SqliteException fault)
        {
            place.Dispose();
            throw new LinlyException($"The index of {folder.Root} cannot be used ({fault.Message}); free some disk, or delete the folder {cache ?? "of indexes in the cache"}.", fault);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>The passages that hold any of <paramref name="keys"/>, best first by BM25 (question weighs twice the answer).</summary>
    public IReadOnlyList<IndexedPassage> Search(IEnumerable<string> keys, int limit)
    {
        // Quoted, so that nothing in a key is read as a query operator.
        var query = string.Join(" OR ", keys.Where(k => k.Length > 0).Select(k => $"\"{k.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        if (query.Length == 0)
        {
            return [];
        }

        using var connection = place.Open();
        return connection.Rows(null, $"""
            SELECT {Columns} FROM passages JOIN (
                SELECT rowid, bm25(terms, 2.0, 1.0) AS score FROM terms WHERE terms MATCH $query ORDER BY score, rowid LIMIT $limit) AS found
            ON passages.id = found.rowid ORDER BY found.score, passages.id
            """, ReadPassage, ("$query", query), ("$limit", limit));
    }

    public IReadOnlyList<IndexedPassage> Get(IReadOnlyCollection<long> ids)
    {
        using var connection = place.Open();
        return ids.Count == 0 ? [] : connection.Rows(null, $"SELECT {Columns} FROM passages WHERE id IN ({string.Join(',', ids)}) ORDER BY id", ReadPassage);
    }

    /// <summary>All passages in order of files and lines.</summary>
    public IReadOnlyList<Passage> All()
    {
        using var connection = place.Open();
        return connection.Rows(null, $"SELECT {Columns} FROM passages ORDER BY file, line, id", r => ReadPassage(r).Passage);
    }

    /// <summary>The first passage of each of the first files.</summary>
    public IReadOnlyList<Passage> First(int files)
    {
        using var connection = place.Open();
        return connection.Rows(
            null, $"SELECT {Columns} FROM passages WHERE id IN (SELECT min(id) FROM passages GROUP BY file) ORDER BY file LIMIT $files",
            r => ReadPassage(r).Passage, ("$files", files));
    }

    /// <summary>The outermost headings, in order of files: what the base is about.</summary>
    public IReadOnlyList<string> Titles(int limit)
    {
        using var connection = place.Open();
        var contexts = connection.Rows(null, "SELECT DISTINCT context FROM passages WHERE context <> '' ORDER BY file, id", r => r.GetString(0));
        return [.. contexts.Select(c => c.Split(" › ")[0]).Distinct().Take(limit)];
    }

    /// <summary>In how many passages each key occurs; keys that occur nowhere are left out.</summary>
    public IReadOnlyDictionary<string, long> Frequencies(IEnumerable<string> keys)
    {
        using var connection = place.Open();
        using var command = connection.Command(null, "SELECT doc FROM frequencies WHERE term = $key");
        var parameter = command.Parameters.Add("$key", SqliteType.Text);
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            parameter.Value = key;
            if (command.ExecuteScalar() is long count)
            {
                found[key] = count;
            }
        }

        return found;
    }

    /// <summary>How each question and heading sounds.</summary>
    internal IReadOnlyList<(long Passage, string Sounds)> Sounds(int limit)
    {
        using var connection = place.Open();
        return connection.Rows(
            null, "SELECT passage, sounds FROM sounds ORDER BY passage LIMIT $limit", r => (r.GetInt64(0), r.GetString(1)), ("$limit", limit));
    }

    /// <summary>The distinct Latin words of the base, stop words left out.</summary>
    public IReadOnlyList<string> Words(int limit)
    {
        using var connection = place.Open();
        return
        [
            .. connection.Rows(null, "SELECT words FROM words ORDER BY file", r => r.GetString(0))
                .SelectMany(w => w.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal).Take(limit),
        ];
    }

    /// <summary>Leaves nothing on the disk of what was removed: the index is written anew where the words were.</summary>
    internal void Scrub()
    {
        using var connection = place.Open();
        connection.Execute(null, "INSERT INTO terms(terms) VALUES('optimize')");
        connection.Execute(null, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public void Dispose() => place.Dispose();

    private const string Columns = "passages.id, file, line, heading, context, questions, answer, analysis";

    private static IndexedPassage ReadPassage(SqliteDataReader row) => PassageAnalysis.Read(row.GetString(7)).Index(
        row.GetInt64(0),
        new Passage
        {
            File = row.GetString(1), Line = row.GetInt32(2), Heading = row.GetString(3), Context = row.GetString(4),
            Questions = row.GetString(5).Split('\n'), Answer = row.GetString(6),
        });

    private static InputException Empty(string path, IReadOnlyList<KnowledgeProblem> problems) => new(
        $"The knowledge folder {path} holds no Markdown section and no row of questions and answers"
        + (problems.Count > 0 ? $" ({problems[0]})" : "")
        + "; add a .md file with headings, or a .csv file with the columns question and answer.");
}
