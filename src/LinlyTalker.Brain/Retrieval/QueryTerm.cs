namespace LinlyTalker.Brain.Retrieval;

/// <summary>A term of a question, ready to be compared.</summary>
/// <param name="Weight">What it says in itself times how rare it is in the base.</param>
/// <param name="IsKnown">The base holds it, its concept, or a word that sounds like it.</param>
/// <param name="IsOwn">Of the present question, not of the dialogue before.</param>
/// <param name="HeardAs">Words of the base that may have been meant.</param>
internal sealed record QueryTerm(
    string Key, IReadOnlyList<string> Concepts, IReadOnlyList<HeardAs> HeardAs, float Weight, bool IsKnown,
    bool IsOwn = true)
{
    /// <summary>Another word of the same concept is nearly as good as the word itself.</summary>
    public const float ConceptMatch = 0.85f;

    private const float HeardMatch = 0.8f;

    public IEnumerable<string> Keys => Concepts.Prepend(Key).Concat(HeardAs.Select(h => h.Stem));

    /// <summary>0 to 1: how well a text with these keys holds the term.</summary>
    public float MatchIn(IReadOnlySet<string> keys)
    {
        if (keys.Contains(Key))
        {
            return 1;
        }

        var best = 0f;
        foreach (var concept in Concepts)
        {
            if (keys.Contains(concept))
            {
                best = ConceptMatch;
                break;
            }
        }

        foreach (var heard in HeardAs)
        {
            if (keys.Contains(heard.Stem))
            {
                best = Math.Max(best, HeardMatch * heard.Similarity);
            }
        }

        return best;
    }
}

/// <summary>A question ready to be compared.</summary>
/// <param name="Terms">Its own terms and, weaker, those of the dialogue before.</param>
/// <param name="Sounds">Of the present question alone.</param>
internal sealed record Query(IReadOnlyList<QueryTerm> Terms, string Sounds)
{
    public float Weight { get; } = Terms.Sum(t => t.Weight);

    /// <summary>Everything that counts as asked for.</summary>
    public IReadOnlySet<string> Keys { get; } = Terms.SelectMany(t => t.Keys).ToHashSet(StringComparer.Ordinal);

    /// <summary>Distinct things that are asked about; concepts of question words (how much, where) included.</summary>
    public int ContentCount { get; } = Terms.Count(t => t.IsOwn && t.Weight > 0.15f);
}
