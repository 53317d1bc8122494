namespace LinlyTalker.Core.Conversations;

/// <summary>
/// Keeps back what is told of a reply until it is sure that the reply is wanted: what may wait waits, the rest is kept in
/// its order.
/// </summary>
internal sealed class HeldOutput(IConversationOutput output) : IConversationOutput
{
    private readonly Queue<ConversationEvent> held = new();
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isOpen;

    public bool TracksPlayback => output.TracksPlayback;

    public async ValueTask WriteAsync(ConversationEvent item, CancellationToken cancellation)
    {
        lock (held)
        {
            if (!isOpen && item is not ReplyItem)
            {
                held.Enqueue(item);
                return;
            }
        }

        await released.Task.WaitAsync(cancellation).ConfigureAwait(false);
        await output.WriteAsync(item, cancellation).ConfigureAwait(false);
    }

    /// <summary>It is wanted.</summary>
    public async ValueTask ReleaseAsync(CancellationToken cancellation)
    {
        while (Next() is { } item)
        {
            await output.WriteAsync(item, cancellation).ConfigureAwait(false);
        }

        released.TrySetResult();
    }

    private ConversationEvent? Next()
    {
        lock (held)
        {
            isOpen = held.Count == 0;
            return isOpen ? null : held.Dequeue();
        }
    }
}
