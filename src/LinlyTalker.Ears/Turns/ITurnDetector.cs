namespace LinlyTalker.Ears.Turns;

/// <summary>Hears whether somebody has said all they wanted. Shared by all conversations.</summary>
public interface ITurnDetector
{
    /// <summary>Whether it judges a language (BCP 47 tag).</summary>
    bool Judges(string language);

    /// <param name="turn16k">
    /// The turn from its beginning, mono at 16 kHz, float32 in [-1, 1], with no more than about 0.1 s of what came after
    /// its last speech.
    /// </param>
    /// <returns>How probably the turn is complete, 0 to 1.</returns>
    /// <exception cref="Core.Errors.LinlyException">The model failed.</exception>
    Task<float> CompletionAsync(ReadOnlyMemory<float> turn16k, CancellationToken cancellation = default);
}
