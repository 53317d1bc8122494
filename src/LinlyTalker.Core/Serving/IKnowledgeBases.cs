using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Serving;

/// <summary>A document that a user gave.</summary>
/// <param name="Id">Unguessable.</param>
/// <param name="Name">What its owner calls it, and what answers cite; never part of a path. No two of a user's are the same.</param>
/// <param name="Bytes">As it was given.</param>
/// <param name="Passages">What can be an answer.</param>
/// <param name="Findings">What of it was not read, or will not serve well, a sentence each.</param>
public sealed record KnowledgeDocument(
    string Id, string Name, long Bytes, int Passages, DateTimeOffset Created, IReadOnlyList<string> Findings);

/// <summary>A passage that may answer.</summary>
/// <param name="Document">Its id.</param>
/// <param name="File">The document's name.</param>
/// <param name="Heading">The section, or the question of a row.</param>
/// <param name="Text">Markdown.</param>
/// <param name="Score">0 to about 1: how well it answers; companions answer from about 0.5.</param>
public sealed record FoundPassage(string Document, string File, string Heading, int Line, string Text, double Score);

/// <summary>
/// The documents of this machine's users. Each user has their own, from which companions answer beside their own
/// knowledge: a document counts from the next question on, and counts no more from the question after its deletion.
/// Thread-safe; survives a restart.
/// </summary>
public interface IKnowledgeBases
{
    /// <summary>The oldest first.</summary>
    Task<IReadOnlyList<KnowledgeDocument>> ListAsync(UserId user, CancellationToken cancellation = default);

    /// <returns>Null when there is none, or it is another user's.</returns>
    Task<KnowledgeDocument?> FindAsync(string id, UserId user, CancellationToken cancellation = default);

    /// <summary>What was given, byte for byte.</summary>
    /// <returns>Null when there is none, or it is another user's.</returns>
    Task<byte[]?> ReadAsync(string id, UserId user, CancellationToken cancellation = default);

    /// <summary>Keeps a document: Markdown, plain text, or a table of questions and answers (CSV).</summary>
    /// <param name="name">Of the file as the client has it: says by its ending what it is. A name that is taken gets a number.</param>
    /// <exception cref="InputException">It cannot be read, or is too much; the message says why. Nothing is kept.</exception>
    Task<KnowledgeDocument> AddAsync(string name, Stream document, UserId owner, CancellationToken cancellation = default);

    /// <returns>False when there is none, or it is another user's.</returns>
    Task<bool> DeleteAsync(string id, UserId user, CancellationToken cancellation = default);

    /// <summary>The user's passages that come nearest to a question, the best first.</summary>
    Task<IReadOnlyList<FoundPassage>> SearchAsync(string question, int most, UserId user, CancellationToken cancellation = default);

    /// <summary>What the user's documents are about, for the ears.</summary>
    Task<DomainText> DomainAsync(UserId user, CancellationToken cancellation = default);
}
