using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Cli.Answering;

/// <summary>Answers any question with a text that is given: what <c>linly say</c> films.</summary>
internal sealed class Recital(IAsyncEnumerable<ReplyPiece> text) : IBrain
{
    public IAsyncEnumerable<ReplyPiece> ReplyAsync(ReplyRequest request, CancellationToken cancellation = default) => text;
}
