namespace LinlyTalker.Core.Screen;

/// <summary>Beats in real time. Who comes late is told how many beats went by, and finds the next one where it was.</summary>
internal sealed class Metronome(TimeSpan period, TimeProvider time)
{
    private readonly long start = time.GetTimestamp();
    private long beat;

    /// <summary>Waits for the next beat, or for none when one is due.</summary>
    /// <returns>How many beats before it were missed.</returns>
    public async ValueTask<long> NextAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var passed = time.GetElapsedTime(start);
        var due = beat * period;
        while (passed < due)
        {
            // Timers count whole milliseconds and may be early by a part of one.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling((due - passed).TotalMilliseconds));
            await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
            passed = time.GetElapsedTime(start);
        }

        var missed = (passed - due).Ticks / period.Ticks;
        beat += missed + 1;
        return missed;
    }
}
