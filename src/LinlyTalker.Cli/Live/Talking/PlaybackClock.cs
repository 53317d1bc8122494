namespace LinlyTalker.Cli.Live.Talking;

/// <summary>
/// A loudspeaker of exact time: it plays a reply from its first sound on, and stands still where sound comes too late.
/// What it counts follows from when sound came alone, so a busy client does not count against the server.
/// </summary>
/// <param name="sampleRate">Of the sound.</param>
/// <param name="buffer">So much is waited for the network before the first sound is played.</param>
internal sealed class PlaybackClock(int sampleRate, TimeSpan buffer)
{
    /// <summary>Nobody hears a shorter gap, and clocks of two processes differ.</summary>
    private static readonly TimeSpan Inaudible = TimeSpan.FromMilliseconds(5);

    private TimeSpan? begin;
    private TimeSpan? held;
    private long samples;

    public int Underruns { get; private set; }

    /// <summary>How long it stood still.</summary>
    public TimeSpan Silent { get; private set; }

    public bool HasBegun => begin is not null;

    /// <summary>Of all sound that came.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds((double)samples / sampleRate);

    /// <summary>When the last sample that came will have been played, if nothing holds it up.</summary>
    public TimeSpan End => (begin ?? TimeSpan.Zero) + Length;

    /// <summary>How much of the reply has been played by then.</summary>
    public TimeSpan PlayedAt(TimeSpan now)
    {
        now = held is { } since && since < now ? since : now;
        return begin is not { } first || now < first ? TimeSpan.Zero : now < End ? now - first : Length;
    }

    /// <summary>It plays nothing for now.</summary>
    public void Hold(TimeSpan at) => held ??= at;

    public void GoOn(TimeSpan at)
    {
        begin += at - (held ?? at);
        held = null;
    }

    /// <summary>More of the reply has come.</summary>
    public void Add(int count, TimeSpan at)
    {
        begin ??= at + buffer;
        var late = at - End;
        if (samples > 0 && held is null && late > Inaudible)
        {
            Underruns++;
            Silent += late;
            begin += late;
        }

        samples += count;
    }
}
