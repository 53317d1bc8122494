using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Conversations;

/// <summary>A reply to words that are the user's last ones unless speech goes on. Nothing was told of it.</summary>
/// <param name="Options">By which it is made.</param>
internal sealed record ForeseenReply(Reply Reply, HeldOutput Output, ReplyRequest Request, ConversationOptions Options)
{
    /// <summary>Whether they are the same words.</summary>
    public bool IsTo(string text) => Phrases.Plain(Request.Utterance.Text) == Phrases.Plain(text);

    /// <summary>Whether it is what would be replied now: nothing that it goes by has changed.</summary>
    public bool Holds(int turn, Utterance said, ConversationOptions options, IReadOnlyList<DialogueMessage> before) =>
        Reply.Turn == turn && IsTo(said.Text) && ReferenceEquals(Options, options) && Request.History.SequenceEqual(before);
}
