namespace LinlyTalker.Ears.VoiceActivity;

/// <summary>Says of each stretch of a stream how likely somebody speaks in it. It remembers; one stream each.</summary>
public interface ISpeechDetector : IDisposable
{
    /// <summary>Samples of 16 kHz that one answer covers.</summary>
    int WindowLength { get; }

    /// <param name="window">The next <see cref="WindowLength"/> samples, float32 in [-1, 1].</param>
    /// <returns>0 to 1.</returns>
    float Detect(ReadOnlySpan<float> window);
}
