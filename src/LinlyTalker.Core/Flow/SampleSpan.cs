namespace LinlyTalker.Core.Flow;

/// <summary>A half-open stretch of a stream, in samples since the stream began: [Start, End).</summary>
public readonly record struct SampleSpan(long Start, long End)
{
    /// <summary>Length in samples.</summary>
    public long Length => End - Start;

    public TimeSpan StartTime(int sampleRate) => Time(Start, sampleRate);

    public TimeSpan EndTime(int sampleRate) => Time(End, sampleRate);

    public TimeSpan Duration(int sampleRate) => Time(Length, sampleRate);

    public SampleSpan Shift(long samples) => new(Start + samples, End + samples);

    private static TimeSpan Time(long samples, int sampleRate) =>
        TimeSpan.FromTicks((long)Math.Round((double)samples * TimeSpan.TicksPerSecond / sampleRate));
}
