namespace LinlyTalker.Ears.Recognition;

/// <summary>
/// A recogniser that is given a stretch of sound whole: Whisper, and the offline models of the worker. Several
/// conversations may ask at once.
/// </summary>
public interface ISpeechRecogniser : IAsyncDisposable
{
    /// <summary>Whether it can be asked for a language (BCP 47 tag; empty: whatever is spoken).</summary>
    bool Hears(string language);

    /// <param name="samples">Mono at 16 kHz, float32 in [-1, 1], any length.</param>
    /// <exception cref="Core.Errors.LinlyException">The model failed, or its process ended; the next call may succeed.</exception>
    Task<Transcript> RecogniseAsync(
        ReadOnlyMemory<float> samples, RecognitionRequest request, CancellationToken cancellation = default);
}
