using LinlyTalker.Brain.Documents;

namespace LinlyTalker.Brain.Knowledge;

/// <summary>A way to ask for a passage.</summary>
/// <param name="Keys">Terms and concepts.</param>
/// <param name="Terms">Key and weight of its own terms, without concepts.</param>
/// <param name="Sounds">See <see cref="Terms.AnalysedText.Sounds"/>.</param>
public sealed record IndexedQuestion(IReadOnlySet<string> Keys, IReadOnlyList<Terms.Term> Terms, string Sounds);

/// <summary>A passage with the terms that ranking compares.</summary>
/// <param name="Id">Its number in the index; order of files and lines.</param>
/// <param name="Body">Terms and concepts of the answer.</param>
/// <param name="Context">Terms and concepts of the headings above and of the file's name.</param>
public sealed record IndexedPassage(
    long Id, Passage Passage, IReadOnlyList<IndexedQuestion> Questions, IReadOnlySet<string> Body, IReadOnlySet<string> Context);
