using System.Collections.Concurrent;
using System.Security.Cryptography;
using LinlyTalker.Brain.Retrieval;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Brain.Shelves;

/// <summary>Users' documents in a folder, one shelf each, opened when its user first comes.</summary>
public sealed class KnowledgeShelves : IKnowledgeBases, IErasable, IDisposable
{
    private const int IdBytes = 16; // unguessable
    private const int LongestQuestion = 2000; // characters

    private readonly string root;
    private readonly TextAnalyser analyser;
    private readonly ShelfOptions options;
    private readonly DocumentReading reading;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim places;
    private readonly ConcurrentDictionary<UserId, Shelf> shelves = new();

    /// <param name="root">Where the documents are kept; made when the first one is.</param>
    public KnowledgeShelves(string root, TextAnalyser analyser, ShelfOptions options, TimeProvider time)
    {
        (this.root, this.analyser, this.options, this.time) = (Path.GetFullPath(root), analyser, options, time);
        reading = new DocumentReading(options);
        places = new SemaphoreSlim(options.AtOnce);
    }

    public string Kept => "documents";

    public async Task<IReadOnlyList<KnowledgeDocument>> ListAsync(UserId user, CancellationToken cancellation = default) =>
        [.. (await ContentAsync(user, cancellation).ConfigureAwait(false)).Documents.Select(d => d.Describe())];

    public async Task<KnowledgeDocument?> FindAsync(string id, UserId user, CancellationToken cancellation = default) =>
        (await ContentAsync(user, cancellation).ConfigureAwait(false)).Documents.FirstOrDefault(d => d.Id == id)?.Describe();

    public async Task<byte[]?> ReadAsync(string id, UserId user, CancellationToken cancellation = default) =>
        await FindAsync(id, user, cancellation).ConfigureAwait(false) is { } document
            ? await Task.Run(() => FolderOf(user).Read(document.Id), cancellation).ConfigureAwait(false)
            : null;

    public async Task<KnowledgeDocument> AddAsync(string name, Stream document, UserId owner, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        var label = DocumentName.Of(name);
        var shelf = ShelfOf(owner);
        var age = shelf.Age;
        shelf.CheckRoom(await shelf.ContentAsync(cancellation).ConfigureAwait(false), 0); // before it is read at all
        await places.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var bytes = await reading.BytesAsync(document, cancellation).ConfigureAwait(false);
            return await Task.Run(() => KeepAsync(shelf, age, label, bytes, owner, cancellation), cancellation).ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    public async Task<bool> DeleteAsync(string id, UserId user, CancellationToken cancellation = default) =>
        await FindAsync(id, user, cancellation).ConfigureAwait(false) is not null
        && await Task.Run(() => ShelfOf(user).DeleteAsync(id, cancellation), cancellation).ConfigureAwait(false);

    public async Task<IReadOnlyList<FoundPassage>> SearchAsync(
        string question, int most, UserId user, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (string.IsNullOrWhiteSpace(question) || question.Length > LongestQuestion)
        {
            throw new InputException($"What is sought has 1 to {LongestQuestion} characters.");
        }

        var content = await ContentAsync(user, cancellation).ConfigureAwait(false);
        return content.Base is { } found
            ? await Task.Run(() => Search(content.Documents, found, question, most), cancellation).ConfigureAwait(false)
            : [];
    }

    public async Task<DomainText> DomainAsync(UserId user, CancellationToken cancellation = default)
    {
        var content = await ContentAsync(user, cancellation).ConfigureAwait(false);
        return content.Base is null ? DomainText.Empty : await Task.Run(() => content.Domain, cancellation).ConfigureAwait(false);
    }

    public async Task<int> EraseAsync(UserId user, CancellationToken cancellation = default) =>
        shelves.ContainsKey(user) || FolderOf(user).Exists ? await ShelfOf(user).EraseAsync(cancellation).ConfigureAwait(false) : 0;

    public void Dispose()
    {
        foreach (var shelf in shelves.Values)
        {
            shelf.Dispose();
        }

        places.Dispose();
    }

    /// <summary>Of a user who never gave anything nothing is kept, not even in memory.</summary>
    internal async ValueTask<ShelfContent> ContentAsync(UserId user, CancellationToken cancellation) =>
        shelves.TryGetValue(user, out var shelf) || FolderOf(user).Exists
            ? await (shelf ?? ShelfOf(user)).ContentAsync(cancellation).ConfigureAwait(false)
            : ShelfContent.Empty;

    internal bool IsCurrent(UserId user, ShelfContent seen) => shelves.TryGetValue(user, out var shelf) && shelf.IsCurrent(seen);

    private static FoundPassage[] Search(IReadOnlyList<DocumentRecord> documents, SearchedBase found, string question, int most)
    {
        var ids = documents.ToDictionary(d => d.Name, d => d.Id, StringComparer.Ordinal);
        return
        [
            .. new Retriever([found]).Find(question)
                .Select(c => (c.Score, c.Passage.Passage))
                .Where(c => ids.ContainsKey(c.Passage.File)) // gone meanwhile
                .Take(most)
                .Select(c => new FoundPassage(
                    ids[c.Passage.File], c.Passage.File, c.Passage.Heading, c.Passage.Line, c.Passage.Answer, Math.Round(c.Score, 3))),
        ];
    }

    private async Task<KnowledgeDocument> KeepAsync(Shelf shelf, int age, string label, byte[] bytes, UserId owner, CancellationToken cancellation)
    {
        var (passages, findings) = reading.Check(label, bytes);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var record = new DocumentRecord(DocumentRecord.Latest, id, owner.Value, label, bytes.Length, passages, time.GetUtcNow(), findings);
        return (await shelf.AddAsync(record, bytes, age, cancellation).ConfigureAwait(false)).Describe();
    }

    private Shelf ShelfOf(UserId user) => shelves.GetOrAdd(user, u => new Shelf(FolderOf(u), analyser, options));

    private ShelfFolder FolderOf(UserId user) => new(root, user, time);
}
