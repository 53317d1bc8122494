namespace LinlyTalker.Brain.Terms;

/// <summary>What a text is compared by: a stem, a Chinese character or pair, or a concept that several words share.</summary>
/// <param name="Key">As it stands in the index.</param>
/// <param name="Weight">How much it says in itself, 0 to 1; how rare it is in the base comes on top.</param>
/// <param name="Concepts">Keys of the concepts that the word belongs to.</param>
public sealed record Term(string Key, float Weight, IReadOnlyList<string> Concepts);

/// <summary>A Latin word of a text, stop words included.</summary>
/// <param name="Term">The index of its term in <see cref="AnalysedText.Terms"/>; -1 for a stop word.</param>
public readonly record struct Token(string Word, int Term);

/// <summary>A text as retrieval sees it.</summary>
/// <param name="Terms">Distinct, in order of appearance.</param>
/// <param name="Words">Latin words in order.</param>
/// <param name="Sounds">How the whole text sounds, stop words included; see <see cref="TextAnalyser"/>.</param>
public sealed record AnalysedText(IReadOnlyList<Term> Terms, IReadOnlyList<Token> Words, string Sounds)
{
    /// <summary>Everything that an index of the text holds: keys and concepts.</summary>
    public IEnumerable<string> Keys => Terms.SelectMany(t => t.Concepts.Prepend(t.Key)).Distinct();
}
