namespace LinlyTalker.Core.Echo;

/// <summary>When a reply's speech began, by its client's reports of how far it has played: they come unevenly, it plays evenly.</summary>
public sealed class PlaybackClock
{
    /// <summary>Who is behind by more, all at once, has paused.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.3);

    private TimeSpan? begin;

    /// <param name="position">Played up to there.</param>
    /// <param name="now">When that is reported.</param>
    /// <returns>When it would have begun, had it never paused.</returns>
    public TimeSpan Report(TimeSpan position, TimeSpan now)
    {
        var reported = now - position;
        begin = begin is { } before && (reported - before).Duration() < Pause ? before + ((reported - before) / 4) : reported;
        return begin.Value;
    }
}
