namespace LinlyTalker.Server.Realtime.Sending;

/// <summary>Wakes whoever waits for something to change. Thread-safe.</summary>
internal sealed class Signal
{
    private TaskCompletionSource? next;

    /// <summary>Ends when it changes from now on.</summary>
    public Task Next
    {
        get
        {
            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref next, fresh, null) ?? fresh).Task;
        }
    }

    public void Fire() => Interlocked.Exchange(ref next, null)?.SetResult();
}
