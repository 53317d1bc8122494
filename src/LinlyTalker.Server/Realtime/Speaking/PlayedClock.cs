namespace LinlyTalker.Server.Realtime.Speaking;

/// <summary>
/// How far a client has played a reply: as it reported last, and since then as real time goes, never beyond what was sent.
/// Positions in samples of the wire. Not for several threads.
/// </summary>
internal sealed class PlayedClock(int sampleRate, TimeProvider time)
{
    private long position;
    private long since = time.GetTimestamp();
    private bool paused;
    private bool stopped;

    /// <summary>End of what was sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Something that was sent may still be sounding.</summary>
    public bool IsPlaying => !stopped && Played < Sent;

    public long Played => paused || stopped ? position : Math.Min(Sent, position + Elapsed);

    private long Elapsed => (long)(time.GetElapsedTime(since).TotalSeconds * sampleRate);

    public void Send(int samples)
    {
        Set(Played); // A client that had nothing left to play begins anew.
        stopped = false;
        Sent += samples;
    }

    /// <summary>It is there; never taken back beyond what was sent.</summary>
    public void Set(long played) => (position, since) = (Math.Clamp(played, 0, Sent), time.GetTimestamp());

    /// <summary>The client plays nothing more of what it has.</summary>
    public void Stop(long played)
    {
        Set(played);
        stopped = true;
    }

    public void Pause()
    {
        Set(Played);
        paused = true;
    }

    public void Resume()
    {
        since = time.GetTimestamp();
        (paused, stopped) = (false, false);
    }
}
