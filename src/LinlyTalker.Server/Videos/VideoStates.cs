using System.Diagnostics.Metrics;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Health;

namespace LinlyTalker.Server.Videos;

/// <summary>The states of films as clients and <c>/metrics</c> read them.</summary>
internal static class VideoStates
{
    public static string Of(JobState state) => state switch
    {
        JobState.Queued => "queued",
        JobState.Running => "in_progress",
        JobState.Completed => "completed",
        JobState.Failed => "failed",
        _ => "cancelled",
    };

    /// <summary>From now on the meter tells how many there are, and what they take.</summary>
    public static void Count(VideoDesk desk, ServerMeter meter)
    {
        meter.Observe("linly_films", "Films of all users, by state.", () => Look(desk));
        meter.Observe("linly_film_bytes", "What films take of the disk, half-made ones too.", () => [new(desk.Shelf.Bytes)]);
    }

    /// <summary>A gauge cannot wait for its value; counting in a database of this machine is done at once.</summary>
    private static IEnumerable<Measurement<long>> Look(VideoDesk desk)
    {
        try
        {
            var counts = desk.CountAsync(CancellationToken.None).GetAwaiter().GetResult();
            return
            [
                In(JobState.Queued, counts.Queued), In(JobState.Running, counts.Running), In(JobState.Completed, counts.Completed),
                In(JobState.Failed, counts.Failed), In(JobState.Cancelled, counts.Cancelled),
            ];
        }
        catch (LinlyException)
        {
            return []; // A database that is busy: told the next time.
        }

        static Measurement<long> In(JobState state, long count) => new(count, new KeyValuePair<string, object?>("state", Of(state)));
    }
}
