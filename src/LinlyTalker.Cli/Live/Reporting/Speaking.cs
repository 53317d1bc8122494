using LinlyTalker.Cli.Live.Talking;

namespace LinlyTalker.Cli.Live.Reporting;

/// <summary>How many loudspeakers played at once.</summary>
internal static class Speaking
{
    public static (double Mean, int Most) Of(IReadOnlyList<LiveTurn> turns, double seconds)
    {
        var steps = turns.Where(t => t.PlayedTo > t.PlayedFrom)
            .SelectMany(t => new[] { (At: t.PlayedFrom, By: 1), (At: t.PlayedTo, By: -1) })
            .OrderBy(s => s.At).ThenBy(s => s.By);
        var (now, most) = (0, 0);
        foreach (var (_, by) in steps)
        {
            now += by;
            most = Math.Max(most, now);
        }

        var played = turns.Sum(t => t.PlayedTo - t.PlayedFrom);
        return (seconds > 0 ? Math.Round(played / seconds, 2) : 0, most);
    }
}
