using LinlyTalker.Brain.Terms;
using LinlyTalker.Language.Chinese;
using LinlyTalker.Language.English;

namespace LinlyTalker.Brain.Retrieval;

/// <summary>
/// Weighs the terms of a question against bases, and guesses what was said where a word is unknown to them or where
/// neighbours together sound like one of their words (<c>in voice</c> → <c>invoice</c>).
/// </summary>
internal sealed class QueryBuilder(IReadOnlyList<SearchedBase> bases, TermStatistics statistics)
{
    private const int ShortestWord = 5; // sounds; shorter words sound like too many others
    private const int Guesses = 3;
    private const float WordSimilarity = 0.72f;
    private const float JoinedSimilarity = 0.93f;
    private const int ShortestJoined = 5; // sounds
    private const float UnknownWeight = 0.7f; // people use words that the base does not need
    private const float UnknownPairWeight = 0.6f; // a Chinese pair may only be where two words meet

    /// <param name="before">Terms of the dialogue before, if they count, and how much.</param>
    internal Query Build(AnalysedText question, IReadOnlyList<Term>? before = null, float beforeWeight = 0)
    {
        statistics.Prepare(question.Keys);
        var heard = Misheard(question, out var joined);
        var terms = question.Terms.Select((term, i) => Weigh(term, heard.GetValueOrDefault(i) ?? [], question.Words.Count > 0)).ToList();
        foreach (var word in joined.Where(j => terms.TrueForAll(t => t.Key != j.Stem)))
        {
            statistics.Prepare([word.Stem]);
            terms.Add(new QueryTerm(word.Stem, [], [], word.Similarity * statistics.Idf(word.Stem), true));
        }

        if (before is not null)
        {
            statistics.Prepare(before.SelectMany(t => t.Concepts.Prepend(t.Key)));
            terms.AddRange(before.Where(b => terms.TrueForAll(t => t.Key != b.Key))
                .Select(b => Weigh(b with { Weight = b.Weight * beforeWeight }, [], false) with { IsOwn = false }));
        }

        return new Query(terms, question.Sounds);
    }

    private QueryTerm Weigh(Term term, IReadOnlyList<HeardAs> heard, bool latin)
    {
        var known = statistics.IsKnown(term.Key);
        var concepts = term.Concepts.Where(statistics.IsKnown).ToArray();
        var idf = known ? statistics.Idf(term.Key)
            : concepts.Length > 0 ? concepts.Max(statistics.Idf)
            : heard.Count > 0 ? statistics.Idf(heard[0].Stem)
            : !latin && Han.Any(term.Key) ? UnknownPairWeight
            : UnknownWeight;
        return new QueryTerm(term.Key, concepts, heard, term.Weight * idf, known || concepts.Length > 0 || heard.Count > 0);
    }

    private Dictionary<int, IReadOnlyList<HeardAs>> Misheard(AnalysedText question, out List<HeardAs> joined)
    {
        var heard = new Dictionary<int, IReadOnlyList<HeardAs>>();
        joined = [];
        var words = question.Words;
        for (var start = 0; start < words.Count; start++)
        {
            var sounds = PhoneticKey.Of(words[start].Word);
            if (words[start].Term >= 0 && sounds.Length >= ShortestWord && IsUnknown(question.Terms[words[start].Term]))
            {
                heard[words[start].Term] = Nearest(sounds, WordSimilarity);
            }

            for (var end = start + 1; end < Math.Min(words.Count, start + 3); end++)
            {
                sounds += PhoneticKey.Of(words[end].Word);
                var says = Enumerable.Range(start, end - start + 1).Any(i => words[i].Term >= 0);
                if (says && sounds.Length >= ShortestJoined)
                {
                    joined.AddRange(Same(sounds) is { } word ? [word] : []);
                }
            }
        }

        return heard;
    }

    private bool IsUnknown(Term term) => !statistics.IsKnown(term.Key) && !term.Concepts.Any(statistics.IsKnown);

    private HeardAs? Same(string sounds) =>
        bases.Select(b => b.Vocabulary.Same(sounds, JoinedSimilarity)).Where(w => w is not null).MaxBy(w => w!.Value.Similarity);

    private IReadOnlyList<HeardAs> Nearest(string sounds, float atLeast)
    {
        HeardAs[] found = [.. bases.SelectMany(b => b.Vocabulary.Nearest(sounds, atLeast)).OrderByDescending(f => f.Similarity).DistinctBy(f => f.Stem).Take(Guesses)];
        statistics.Prepare(found.Select(f => f.Stem));
        return found;
    }
}
