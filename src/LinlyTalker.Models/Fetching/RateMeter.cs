namespace LinlyTalker.Models.Fetching;

/// <summary>Turns counts of bytes into progress: a rate over the last seconds, the time left, and at most ten reports a second.</summary>
internal sealed class RateMeter(string what, IProgress<FetchProgress>? progress, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    private readonly Queue<(long At, long Bytes)> past = [];
    private long? reported;

    public void Report(long bytes, long? total)
    {
        var now = time.GetTimestamp();
        var isLast = bytes == total;
        if (reported is { } last && time.GetElapsedTime(last, now) < Pause && !isLast)
        {
            return;
        }

        reported = now;
        past.Enqueue((now, bytes));
        while (past.Count > 2 && time.GetElapsedTime(past.Peek().At, now) > Window)
        {
            past.Dequeue();
        }

        var (since, before) = past.Peek();
        var seconds = time.GetElapsedTime(since, now).TotalSeconds;
        var rate = seconds > 0 ? Math.Max(0, bytes - before) / seconds : 0;
        TimeSpan? remaining = total is { } whole && rate > 0 ? TimeSpan.FromSeconds(Math.Min((whole - bytes) / rate, 1e6)) : null;
        progress?.Report(new FetchProgress(what, bytes, total, rate, remaining));
    }
}
