namespace LinlyTalker.Models.Fetching;

/// <summary>Cancels when fewer than <see cref="FetchOptions.LeastBytes"/> come within <see cref="FetchOptions.StallTime"/>.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly FetchOptions options;
    private readonly CancellationTokenSource stalled;
    private readonly CancellationTokenSource either;
    private int since;

    public StallWatch(FetchOptions options, CancellationToken cancellation)
    {
        this.options = options;
        stalled = new CancellationTokenSource(options.StallTime, options.Time);
        either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, cancellation);
    }

    public CancellationToken Token => either.Token;

    public bool HasStalled => stalled.IsCancellationRequested;

    public void Count(int bytes)
    {
        since += bytes;
        if (since >= options.LeastBytes)
        {
            since = 0;
            stalled.CancelAfter(options.StallTime);
        }
    }

    public void Dispose()
    {
        either.Dispose();
        stalled.Dispose();
    }
}
