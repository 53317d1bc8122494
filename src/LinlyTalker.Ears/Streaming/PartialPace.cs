namespace LinlyTalker.Ears.Streaming;

/// <summary>
/// How often a busy machine can look for new words: half of the time at most, and no more when one look takes twice the
/// wanted interval, until it is quick again. Shared by all conversations, of which one looks at a time.
/// </summary>
internal sealed class PartialPace(TimeSpan interval)
{
    private long lastTicks;
    private int looking;

    /// <summary>From one look to the next; null: none now.</summary>
    public TimeSpan? Wait
    {
        get
        {
            var last = TimeSpan.FromTicks(Interlocked.Read(ref lastTicks));
            return last > interval * 2 ? null : last * 2 > interval ? last * 2 : interval;
        }
    }

    /// <summary>Whether nobody looks; then the caller does, and tells when it is done.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref looking, 1, 0) == 0;

    public void Done() => Interlocked.Exchange(ref looking, 0);

    /// <summary>A hearing, partial or final, took so long.</summary>
    public void Observe(TimeSpan took) => Interlocked.Exchange(ref lastTicks, took.Ticks);
}
