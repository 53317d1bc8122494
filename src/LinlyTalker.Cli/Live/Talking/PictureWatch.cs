using LinlyTalker.Client.Events;

namespace LinlyTalker.Cli.Live.Talking;

/// <summary>Counts the pictures of one turn: those that came, those that the stream left out, and how they stand to the sound.</summary>
/// <param name="period">From a picture to the next.</param>
internal sealed class PictureWatch(TimeSpan period)
{
    private readonly List<double> lags = [];
    private TimeSpan? last;

    public int Came { get; private set; }

    /// <summary>Gaps in the stream's positions.</summary>
    public int Missing { get; private set; }

    /// <summary>Of pictures of speech: by how many seconds their sound was ahead of them when they came; 0 when it was not.</summary>
    public IReadOnlyList<double> Lags => lags;

    /// <summary>Those that came more than a picture after their sound.</summary>
    public int Late => lags.Count(l => l > period.TotalSeconds);

    public void Take(VideoUnit unit, PlaybackClock loudspeaker, bool isSpoken, TimeSpan at)
    {
        Came++;
        if (last is { } before && unit.Position > before)
        {
            Missing += (int)Math.Round((unit.Position - before) / period) - 1;
        }

        last = unit.Position;
        if (isSpoken && unit.Speech is { } place)
        {
            lags.Add(Math.Max(0, (loudspeaker.PlayedAt(at) - place).TotalSeconds));
        }
    }
}
