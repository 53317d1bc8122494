using System.Runtime.CompilerServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Core.Conversations;

/// <summary>
/// Several brains in order: when one fails before its first word the next answers; when all have failed, or one fails
/// in the middle, one honest sentence ends the reply.
/// </summary>
internal sealed class BrainRelay(IReadOnlyList<IBrain> brains, Outlet output, int turn)
{
    public async IAsyncEnumerable<ReplyPiece> ReplyAsync(
        ReplyRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var phrases = Phrases.For(request.Persona.Language);
        foreach (var brain in brains)
        {
            var begun = false;
            Exception? failure = null;
            await using var pieces = brain.ReplyAsync(request, cancellation).GetAsyncEnumerator(cancellation);
            while (true)
            {
                try
                {
                    if (!await pieces.MoveNextAsync().ConfigureAwait(false))
                    {
                        break;
                    }
                }
                catch (Exception e) when (!cancellation.IsCancellationRequested)
                {
                    failure = e;
                    break;
                }

                begun = true;
                yield return pieces.Current;
            }

            if (begun && failure is null)
            {
                yield break;
            }

            failure ??= new LinlyException("The brain gave an empty reply.");
            await output.DegradeAsync(turn, Organ.Brain, failure, cancellation).ConfigureAwait(false);
            if (begun)
            {
                yield return Say(" " + phrases.LostThread, request.Persona);
                yield break;
            }
        }

        yield return Say(phrases.NoAnswer, request.Persona);
    }

    private static ReplyPiece Say(string text, Persona persona) => new() { Text = text, Language = persona.Language };
}
