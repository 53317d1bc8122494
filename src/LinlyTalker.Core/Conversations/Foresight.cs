using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Conversations;

/// <summary>
/// Replies before the user's turn is over: to the words that are the final ones if they say no more. What comes of it is
/// taken when the final words are the same, and leaves no trace when they are not.
/// </summary>
internal sealed class Foresight(CurrentReply reply)
{
    private ForeseenReply? foreseen;

    public bool IsBegun => foreseen is not null;

    /// <param name="request">By which it is replied.</param>
    /// <param name="think">Makes the pieces, and tells what fails.</param>
    /// <param name="begin">Timestamp of the last sample of speech so far.</param>
    public void Begin(
        Reply next, ReplyRequest request, Func<Outlet, IAsyncEnumerable<ReplyPiece>> think, ConversationOptions options, long begin) =>
        foreseen = new ForeseenReply(next, reply.Foresee(next, think, options, begin), request, options);

    /// <summary>The user goes on.</summary>
    public void Follow(string text)
    {
        if (foreseen?.IsTo(text) == false)
        {
            Drop();
        }
    }

    /// <summary>The words are final.</summary>
    /// <param name="before">What was said before them.</param>
    /// <returns>The reply to them; null where none was begun that is still the right one.</returns>
    public ForeseenReply? Take(int turn, Utterance said, ConversationOptions options, IReadOnlyList<DialogueMessage> before)
    {
        if (foreseen?.Holds(turn, said, options, before) == false)
        {
            Drop();
        }

        var taken = foreseen;
        foreseen = null;
        return taken;
    }

    public void Drop()
    {
        if (foreseen is { } unwanted)
        {
            reply.Drop(unwanted);
            foreseen = null;
        }
    }
}
