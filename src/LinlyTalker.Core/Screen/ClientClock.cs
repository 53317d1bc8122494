namespace LinlyTalker.Core.Screen;

/// <summary>
/// How far the pictures may be from what the client hears. They lead it a little, since they have a way to go; when they
/// lead too far they wait, and when they are plainly behind they skip. Times are of one turn's speech.
/// </summary>
internal sealed class ClientClock
{
    /// <summary>A lead within this is a network's usual way and the client's own buffer.</summary>
    private static readonly TimeSpan MostLead = TimeSpan.FromSeconds(0.5);

    /// <summary>Sound that is ahead of its picture by no more than this is borne by those who watch (ITU-R BT.1359).</summary>
    private static readonly TimeSpan MostLag = TimeSpan.FromSeconds(0.09);

    /// <summary>What a correction aims at.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(0.2);

    private readonly Lock gate = new();
    private TimeSpan correction;

    /// <param name="shown">How far pictures were made.</param>
    /// <param name="heard">How far the client has played the same turn.</param>
    public void Compare(TimeSpan shown, TimeSpan heard)
    {
        var lead = shown - heard;
        lock (gate)
        {
            // A report replaces the one before: what was corrected since is in its lead already.
            correction = lead > MostLead || lead < -MostLag ? lead - Lead : TimeSpan.Zero;
        }
    }

    public void Reset()
    {
        lock (gate)
        {
            correction = TimeSpan.Zero;
        }
    }

    /// <summary>What to do at a beat: −1 to wait, else how many beats to skip first.</summary>
    public int Correct(TimeSpan period)
    {
        lock (gate)
        {
            if (correction >= period)
            {
                correction -= period;
                return -1;
            }

            var skip = correction < TimeSpan.Zero ? (int)(-correction.Ticks / period.Ticks) : 0;
            correction = skip > 0 ? TimeSpan.Zero : correction;
            return skip;
        }
    }
}
