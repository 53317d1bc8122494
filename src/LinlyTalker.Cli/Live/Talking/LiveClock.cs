using System.Diagnostics;

namespace LinlyTalker.Cli.Live.Talking;

/// <summary>One clock for all users of a run.</summary>
internal sealed class LiveClock
{
    private readonly long start = Stopwatch.GetTimestamp();

    public TimeSpan Now => Stopwatch.GetElapsedTime(start);

    /// <param name="timestamp">Of <see cref="Stopwatch"/>.</param>
    public TimeSpan At(long timestamp) => Stopwatch.GetElapsedTime(start, timestamp);
}
