using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Bench.Chain;

/// <summary>A brain that thinks for a while before it replies, as a large chat model does.</summary>
internal sealed class SlowBrain(IBrain brain, TimeSpan thinking) : IBrain
{
    public async IAsyncEnumerable<ReplyPiece> ReplyAsync(
        ReplyRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.Delay(thinking, cancellation);
        await foreach (var piece in brain.ReplyAsync(request, cancellation))
        {
            yield return piece;
        }
    }
}
