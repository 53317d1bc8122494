using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Retrieval;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Brain.Shelves;

/// <summary>One user's documents. Changes come one after another; readers hold what was there when they began.</summary>
internal sealed class Shelf(ShelfFolder folder, TextAnalyser analyser, ShelfOptions options) : IDisposable
{
    private readonly SemaphoreSlim changing = new(1);
    private volatile ShelfContent? content;
    private int age;

    /// <summary>How often all was erased: what was begun in another age is not kept.</summary>
    public int Age => Volatile.Read(ref age);

    /// <summary>Nothing has changed since.</summary>
    public bool IsCurrent(ShelfContent seen) => ReferenceEquals(content, seen);

    public async ValueTask<ShelfContent> ContentAsync(CancellationToken cancellation) =>
        content ?? await ChangeAsync(current => Task.FromResult(current), cancellation).ConfigureAwait(false);

    /// <param name="record">Its name is a wish.</param>
    /// <param name="begun">The shelf's age when the document came.</param>
    /// <returns>As it was kept.</returns>
    /// <exception cref="InputException">There is no room for it.</exception>
    public async Task<DocumentRecord> AddAsync(DocumentRecord record, byte[] text, int begun, CancellationToken cancellation)
    {
        var kept = record;
        await ChangeAsync(
            async current =>
            {
                if (begun != age)
                {
                    throw new InputException("All of yours was erased while the document was read, and it with that; send it again if it shall be kept.");
                }

                CheckRoom(current, record.Bytes);
                kept = record with { Name = DocumentName.Among(record.Name, current.Documents.Select(d => d.Name)) };
                folder.Save(kept, text);
                try
                {
                    return await OpenAsync([.. current.Documents, kept], CancellationToken.None).ConfigureAwait(false);
                }
                catch
                {
                    folder.Delete(kept.Id);
                    throw;
                }
            },
            cancellation).ConfigureAwait(false);
        return kept;
    }

    /// <returns>False when there is none of that id.</returns>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellation)
    {
        var found = false;
        await ChangeAsync(
            async current =>
            {
                found = current.Documents.Any(d => d.Id == id);
                if (!found)
                {
                    return current;
                }

                DocumentRecord[] left = [.. current.Documents.Where(d => d.Id != id)];
                folder.Delete(id);
                if (left.Length == 0)
                {
                    return Clear(current);
                }

                var after = await OpenAsync(left, CancellationToken.None).ConfigureAwait(false);
                after.Base!.Knowledge.Scrub();
                return after;
            },
            cancellation).ConfigureAwait(false);
        return found;
    }

    /// <returns>How many documents there were.</returns>
    public async Task<int> EraseAsync(CancellationToken cancellation)
    {
        var count = 0;
        await ChangeAsync(
            current =>
            {
                Interlocked.Increment(ref age);
                count = current.Documents.Count;
                return Task.FromResult(Clear(current));
            },
            cancellation).ConfigureAwait(false);
        return count;
    }

    /// <exception cref="InputException">No more is kept.</exception>
    public void CheckRoom(ShelfContent current, long more)
    {
        if (current.Documents.Count >= options.Documents)
        {
            throw new InputException($"You have {current.Documents.Count} documents, and more are not kept; delete one first.");
        }

        if (current.Bytes + more > options.Bytes)
        {
            throw new InputException($"Your documents would be longer than {options.Bytes >> 20} MB together; delete some first.");
        }
    }

    public void Dispose()
    {
        content?.Base?.Knowledge.Dispose();
        changing.Dispose();
    }

    private ShelfContent Clear(ShelfContent current)
    {
        current.Base?.Knowledge.Dispose();
        folder.Erase();
        return ShelfContent.Empty;
    }

    private async Task<ShelfContent> ChangeAsync(Func<ShelfContent, Task<ShelfContent>> change, CancellationToken cancellation)
    {
        await changing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return content = await change(content ?? await OpenAsync(folder.Load(), cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch
        {
            content = null; // what is on the disk holds: it is read again
            throw;
        }
        finally
        {
            changing.Release();
        }
    }

    private async Task<ShelfContent> OpenAsync(IReadOnlyList<DocumentRecord> documents, CancellationToken cancellation) => documents.Count == 0
        ? ShelfContent.Empty
        : new ShelfContent(
            documents, new SearchedBase(await KnowledgeBase.OpenAsync(folder.Open(documents), folder.Index, analyser, cancellation).ConfigureAwait(false)));
}
