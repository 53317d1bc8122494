using System.Runtime.CompilerServices;
using LinlyTalker.Brain.Responding;
using LinlyTalker.Brain.Retrieval;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using Microsoft.Data.Sqlite;

namespace LinlyTalker.Brain.Shelves;

/// <summary>
/// Answers everybody from a companion's knowledge and, beside it, each user from their own documents: those that stand on
/// their shelf when they ask.
/// </summary>
public sealed class PersonalResponder(SearchedBase common, KnowledgeShelves shelves) : IBrain
{
    private readonly KnowledgeResponder responder = new([common]);

    /// <summary>The same without anybody's own documents: for when those cannot be read.</summary>
    public IBrain Common => responder;

    /// <summary>Loads what the first reply would otherwise load.</summary>
    public void WarmUp() => responder.WarmUp();

    /// <exception cref="LinlyException">The user's documents cannot be read.</exception>
    public async IAsyncEnumerable<ReplyPiece> ReplyAsync(
        ReplyRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        foreach (var piece in await ThinkAsync(request, cancellation).ConfigureAwait(false))
        {
            yield return piece;
        }
    }

    /// <summary>The responder thinks its reply whole before it says a word of it.</summary>
    private async Task<IReadOnlyList<ReplyPiece>> ThinkAsync(ReplyRequest request, CancellationToken cancellation)
    {
        var user = request.Account ?? request.User;
        while (true)
        {
            var shelf = await OpenAsync(user, cancellation).ConfigureAwait(false);
            var answering = shelf.Base is { } own ? new KnowledgeResponder([own, common]) : responder;
            try
            {
                return await answering.ReplyAsync(request, cancellation).ToListAsync(cancellation).ConfigureAwait(false);
            }
            catch (SqliteException) when (shelf.Base is not null && !shelves.IsCurrent(user, shelf))
            {
                // The documents went while they were read: those that are left answer.
            }
        }
    }

    private async ValueTask<ShelfContent> OpenAsync(UserId user, CancellationToken cancellation)
    {
        try
        {
            return await shelves.ContentAsync(user, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new LinlyException("A user's documents cannot be read; look at their folder's disk and permissions.", e);
        }
    }
}
