using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Organs;

/// <summary>Finds where in a sound the words of a known text are.</summary>
public interface IAligner
{
    /// <summary>Whether it knows the sounds of a language (BCP 47 tag).</summary>
    bool Aligns(string language);

    /// <param name="sound">Holds the text and little else.</param>
    /// <param name="text">As written; it is normalised for the language.</param>
    /// <returns>Null when the sound does not hold the text.</returns>
    Task<Alignment?> AlignAsync(
        AudioChunk sound, string text, string language, CancellationToken cancellation = default);
}
