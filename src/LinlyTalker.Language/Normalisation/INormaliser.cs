using LinlyTalker.Core.Flow;

namespace LinlyTalker.Language.Normalisation;

/// <summary>A word as it is said.</summary>
/// <param name="Text">In the language's own letters; never empty.</param>
/// <param name="Source">
/// What it stands for in the text that was normalised; the words of one number, date or address share a range.
/// </param>
/// <param name="Mark">The pause behind it: one of <c>, . ? ! ; :</c>, or <c>'\0'</c>.</param>
public readonly record struct SpokenWord(string Text, TextRange Source, char Mark = '\0');

/// <summary>Text as written becomes words as said: numbers, dates, units, addresses and signs in words.</summary>
public interface INormaliser
{
    /// <summary>Any text is taken; what cannot be said in the language (emoji, other scripts) is left out.</summary>
    IReadOnlyList<SpokenWord> Normalise(string text);
}
