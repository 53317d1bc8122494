using System.Runtime.CompilerServices;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Server.Health;

namespace LinlyTalker.Server.OpenAi.Chat;

/// <summary>
/// A reply by the first brain that gives one. Unlike a conversation, which says a sentence when all have failed, this
/// fails: a program that asked wants to know.
/// </summary>
internal static class BrainPieces
{
    /// <exception cref="LinlyException">All brains failed, or one in the middle of its reply.</exception>
    public static async IAsyncEnumerable<ReplyPiece> ReplyAsync(
        IReadOnlyList<IBrain> brains,
        ReplyRequest request,
        ServerMeter meter,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var brain in brains)
        {
            await using var pieces = brain.ReplyAsync(request, cancellation).GetAsyncEnumerator(cancellation);
            bool any;
            try
            {
                any = await pieces.MoveNextAsync().ConfigureAwait(false);
            }
            catch (LinlyException) when (brain != brains[^1])
            {
                any = false;
            }

            if (any)
            {
                do
                {
                    yield return pieces.Current;
                }
                while (await pieces.MoveNextAsync().ConfigureAwait(false));
                yield break;
            }

            meter.Degrade(Organ.Brain);
        }

        throw new LinlyException("The companion gave no reply; ask again in a moment.");
    }
}
