namespace LinlyTalker.Voice.Routing;

/// <summary>When one stream needs its next sound: when what it has given has been played, if it was played at once.</summary>
internal sealed class SoundNeed(TimeProvider time)
{
    private long begun;
    private double seconds;

    /// <summary>On the clock's own time stamps; null before it has begun.</summary>
    public long? At => seconds > 0 ? begun + (long)(seconds * time.TimestampFrequency) : null;

    public void Given(int samples, int sampleRate)
    {
        begun = seconds > 0 ? begun : time.GetTimestamp();
        seconds += (double)samples / sampleRate;
    }
}
