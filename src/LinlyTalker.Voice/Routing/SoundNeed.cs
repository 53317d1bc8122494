namespace LinlyTalker.Voice.Routing;

/// <summary>When one stream needs its next sound: when what it has given has been played, if it was played at once.</summary>
internal sealed class SoundNeed(TimeProvider time)
{
    /// <summary>A listener bears a late beginning better than a gap.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly long asked = time.GetTimestamp();
    private long? begun;
    private double seconds;

    /// <summary>On the clock's own time stamps.</summary>
    public long NeededAt => begun is { } start ? start + Stamps(seconds) : asked + Stamps(Patience.TotalSeconds);

    public void Given(int samples, int sampleRate)
    {
        begun ??= time.GetTimestamp();
        seconds += (double)samples / sampleRate;
    }

    private long Stamps(double duration) => (long)(duration * time.TimestampFrequency);
}
