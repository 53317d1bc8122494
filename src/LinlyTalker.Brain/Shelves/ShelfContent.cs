using LinlyTalker.Brain.Domain;
using LinlyTalker.Brain.Retrieval;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Brain.Shelves;

/// <summary>What stands on a user's shelf at one moment. Never changes; whoever answers from it may finish.</summary>
/// <param name="Base">Null when there is no document.</param>
internal sealed record ShelfContent(IReadOnlyList<DocumentRecord> Documents, SearchedBase? Base)
{
    private readonly Lazy<DomainText> domain = new(() => Base is null ? DomainText.Empty : KnowledgeDomain.Of(Base.Knowledge));

    public static ShelfContent Empty { get; } = new([], null);

    public DomainText Domain => domain.Value;

    public long Bytes => Documents.Sum(d => d.Bytes);
}
