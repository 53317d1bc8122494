namespace LinlyTalker.Core.Conversations;

/// <summary>
/// Waits for a user who says nothing after a reply, and says once that the time is up; never again before the user has
/// spoken. Only the conversation's loop uses it.
/// </summary>
/// <param name="up">Told, on some thread, which waiting is over.</param>
internal sealed class IdleWatch(TimeProvider time, Action<int> up) : IDisposable
{
    private ITimer? timer;
    private int waiting;
    private bool replied;
    private bool asked;

    /// <summary>Nobody speaks from now on.</summary>
    /// <param name="patience">Null: forever.</param>
    /// <param name="afterReply">A reply has just been heard.</param>
    public void Rest(TimeSpan? patience, bool afterReply)
    {
        Dispose();
        replied |= afterReply;
        if (patience is { } silence && replied && !asked)
        {
            var mine = waiting;
            timer = time.CreateTimer(_ => up(mine), null, silence, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The user speaks, or makes a sound.</summary>
    public void Disturb(bool inWords)
    {
        Dispose();
        asked &= !inWords;
    }

    /// <summary>Whether that waiting has not been disturbed; then the user is asked, once.</summary>
    public bool TryAsk(int which)
    {
        if (which != waiting || timer is null)
        {
            return false;
        }

        Dispose();
        return asked = true;
    }

    public void Dispose()
    {
        waiting++;
        timer?.Dispose();
        timer = null;
    }
}
