using System.Security.Cryptography;
using LinlyTalker.Brain.Documents;
using LinlyTalker.Brain.Terms;
using Microsoft.Data.Sqlite;

namespace LinlyTalker.Brain.Knowledge;

/// <summary>What an update did.</summary>
public sealed record IndexChange(int Read, int Unchanged, int Removed);

/// <summary>
/// Brings an index up to date with its folder in one transaction: files with a new hash are read again, gone ones removed.
/// Readers see the old index until it commits; a second writer waits.
/// </summary>
internal sealed class IndexUpdate(SqliteConnection connection, TextAnalyser analyser)
{
    public async Task<IndexChange> RunAsync(KnowledgeFolder folder, CancellationToken cancellation)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        IndexSchema.Ensure(connection, transaction, analyser.Signature);
        var known = connection.Rows(transaction, "SELECT name, sha256 FROM files", r => (Name: r.GetString(0), Hash: r.GetString(1)))
            .ToDictionary(f => f.Name, f => f.Hash, StringComparer.Ordinal);
        var read = 0;
        foreach (var file in folder.Files)
        {
            var bytes = await File.ReadAllBytesAsync(file.Path, cancellation).ConfigureAwait(false);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (known.Remove(file.Name, out var old) && old == hash)
            {
                continue;
            }

            Remove(file.Name, transaction);
            Add(file.Name, hash, file.Read(bytes), transaction);
            read++;
        }

        foreach (var gone in known.Keys)
        {
            Remove(gone, transaction);
        }

        await transaction.CommitAsync(cancellation).ConfigureAwait(false);

        return new IndexChange(read, folder.Files.Count - read, known.Count);
    }

    private void Remove(string file, SqliteTransaction transaction)
    {
        connection.Execute(transaction, """
            DELETE FROM terms WHERE rowid IN (SELECT id FROM passages WHERE file = $file);
            DELETE FROM sounds WHERE passage IN (SELECT id FROM passages WHERE file = $file);
            DELETE FROM passages WHERE file = $file;
            DELETE FROM words WHERE file = $file;
            DELETE FROM problems WHERE file = $file;
            DELETE FROM files WHERE name = $file;
            """, ("$file", file));
    }

    private void Add(string file, string hash, DocumentContent content, SqliteTransaction transaction)
    {
        connection.Execute(transaction, "INSERT INTO files VALUES($name, $hash)", ("$name", file), ("$hash", hash));
        foreach (var problem in content.Problems)
        {
            connection.Execute(transaction, "INSERT INTO problems VALUES($file, $line, $message)",
                ("$file", file), ("$line", problem.Line), ("$message", problem.Message));
        }

        using var insert = connection.Command(transaction, """
            INSERT INTO passages(file, line, heading, context, questions, answer, analysis)
            VALUES($file, $line, $heading, $context, $questions, $answer, $analysis) RETURNING id
            """);
        using var index = connection.Command(transaction, "INSERT INTO terms(rowid, question, body) VALUES($id, $question, $body)");
        using var sound = connection.Command(transaction, "INSERT INTO sounds VALUES($id, $sounds)");
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (passage, analysis) in content.Passages.AsParallel().AsOrdered().Select(p => (p, PassageAnalysis.Of(p, analyser))))
        {
            var id = (long)Run(insert,
                ("$file", file), ("$line", passage.Line), ("$heading", passage.Heading), ("$context", passage.Context),
                ("$questions", string.Join('\n', passage.Questions)), ("$answer", passage.Answer), ("$analysis", analysis.Write()))!;
            Run(index, ("$id", id),
                ("$question", string.Join(' ', analysis.Questions.SelectMany(q => q.Keys))),
                ("$body", string.Join(' ', analysis.Body.Keys.Concat(analysis.Context.Keys))));
            foreach (var question in analysis.Questions)
            {
                Run(sound, ("$id", id), ("$sounds", question.Sounds));
            }

            words.UnionWith(analysis.Questions.Append(analysis.Body).Append(analysis.Context)
                .SelectMany(t => t.Words).Where(w => w.Term >= 0 && w.Word.Length > 2).Select(w => w.Word));
        }

        connection.Execute(transaction, "INSERT INTO words VALUES($file, $words)", ("$file", file), ("$words", string.Join(' ', words)));
    }

    private static object? Run(SqliteCommand command, params ReadOnlySpan<(string Name, object Value)> values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command.ExecuteScalar();
    }
}
