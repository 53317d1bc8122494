using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Organs;

/// <summary>Thinks: a question becomes a reply, piece by piece.</summary>
public interface IBrain
{
    IAsyncEnumerable<ReplyPiece> ReplyAsync(ReplyRequest request, CancellationToken cancellation = default);
}

/// <summary>Cuts a reply into sentences as it comes, each as soon as its end is sure.</summary>
public interface ISentenceCutter
{
    IAsyncEnumerable<Sentence> CutAsync(
        IAsyncEnumerable<ReplyPiece> pieces, CancellationToken cancellation = default);
}
