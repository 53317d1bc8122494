using LinlyTalker.Core.Errors;

namespace LinlyTalker.Core.Conversations;

/// <summary>The client's side of a conversation: a socket, a window, a file.</summary>
public interface IConversationOutput
{
    /// <summary>
    /// The client reports what it played (<see cref="Conversation.ReportPlayed"/>). Otherwise what was written
    /// counts as heard.
    /// </summary>
    bool TracksPlayback { get; }

    /// <summary>
    /// <see cref="ReplyItem"/>s come one after the other and may be made to wait for room; the other events come
    /// from another flow at the same time, and shall not wait. A failure means that the client is gone.
    /// </summary>
    ValueTask WriteAsync(ConversationEvent item, CancellationToken cancellation);
}

/// <summary>The client went away; nothing can be told any more.</summary>
public sealed class ClientGoneException(string message, Exception? inner = null) : LinlyException(message, inner);

/// <summary>Tells a failure of the client apart from a failure of an organ.</summary>
internal sealed class Outlet(IConversationOutput output)
{
    public bool TracksPlayback => output.TracksPlayback;

    /// <summary>The same client, that is told nothing until it is released.</summary>
    public HeldOutput Hold() => new(output);

    /// <exception cref="ClientGoneException">The output failed.</exception>
    public async ValueTask WriteAsync(ConversationEvent item, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await output.WriteAsync(item, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            throw new ClientGoneException($"The client of the conversation went away: {e.Message}", e);
        }
    }

    public ValueTask DegradeAsync(int turn, Organ organ, Exception cause, CancellationToken cancellation) =>
        WriteAsync(Degraded.By(cause, organ, turn), cancellation);
}
