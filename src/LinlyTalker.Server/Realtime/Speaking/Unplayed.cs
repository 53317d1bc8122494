namespace LinlyTalker.Server.Realtime.Speaking;

/// <summary>
/// What was sent of a reply's speech and was not played yet, so that it can be sent again to a client that dropped it for
/// a cough. Bounded by how far sound is sent ahead.
/// </summary>
internal sealed class Unplayed
{
    private readonly Queue<(long End, byte[] Message, bool IsText)> messages = new();

    public void Add(long end, byte[] message, bool isText) => messages.Enqueue((end, message, isText));

    /// <summary>Up to there it was played.</summary>
    public void Forget(long played)
    {
        while (messages.TryPeek(out var first) && first.End <= played)
        {
            messages.Dequeue();
        }
    }

    public IEnumerable<(byte[] Message, bool IsText)> All => messages.Select(m => (m.Message, m.IsText));
}
