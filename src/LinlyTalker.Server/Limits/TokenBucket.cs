namespace LinlyTalker.Server.Limits;

/// <summary>Gives so many tokens at once, and then as many as the minute brings. Thread-safe.</summary>
internal sealed class TokenBucket(int capacity, double perMinute, TimeProvider time)
{
    private readonly Lock gate = new();
    private double tokens = capacity;
    private long filled = time.GetTimestamp();

    /// <returns>Null when one was there; otherwise how long until the next is.</returns>
    public TimeSpan? Take()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            tokens = Math.Min(capacity, tokens + (time.GetElapsedTime(filled, now).TotalMinutes * perMinute));
            filled = now;
            if (tokens >= 1)
            {
                tokens--;
                return null;
            }

            return TimeSpan.FromMinutes((1 - tokens) / perMinute);
        }
    }
}
