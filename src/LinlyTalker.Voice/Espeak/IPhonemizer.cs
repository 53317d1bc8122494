using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Espeak;

namespace LinlyTalker.Voice.Espeak;

/// <summary>Tells the sounds of texts as espeak-ng reads them, for voices that are given sounds and not letters.</summary>
public interface IPhonemizer
{
    /// <param name="voice">One of espeak-ng's, by language: <c>en-us</c>.</param>
    /// <returns>The clauses of each text.</returns>
    /// <exception cref="NativeException">There is no such voice, or the library failed.</exception>
    Task<IReadOnlyList<IReadOnlyList<EspeakClause>>> PhonemizeAsync(
        string voice, IReadOnlyList<string> texts, CancellationToken cancellation = default);
}
