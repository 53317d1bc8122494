namespace LinlyTalker.Core.Flow;

/// <summary>A piece of mono sound.</summary>
/// <param name="Samples">float32 in [-1, 1].</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Position">Where the first sample lies, in samples since the stream began; never wall time.</param>
public sealed record AudioChunk(ReadOnlyMemory<float> Samples, int SampleRate, long Position)
{
    public SampleSpan Span => new(Position, Position + Samples.Length);

    public TimeSpan Duration => Span.Duration(SampleRate);
}
