using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.SystemTests.Conversations;

/// <summary>Says what it is told.</summary>
internal sealed class EchoingBrain : IBrain
{
    public async IAsyncEnumerable<ReplyPiece> ReplyAsync(
        ReplyRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.Yield();
        yield return new ReplyPiece { Text = request.Utterance.Text, Language = "en" };
    }
}
